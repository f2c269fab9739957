import { notFound } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'
import { botColumns, type BotRow } from './bot-row.ts'

/** A bot that is not in the bin, held against other changes until the transaction ends. Throws `not_found`. */
export async function lockBot(ctx: Context, tx: Tx, id: string): Promise<BotRow> {
  const [row] = await tx.sql<BotRow[]>`
    select ${tx.sql(botColumns)} from bot_configs
    where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is null for no key update`
  if (!row) throw notFound('bot')
  return row
}
