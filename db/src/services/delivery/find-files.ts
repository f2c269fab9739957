import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'

/** Telegram's names of files that this bot has uploaded before, by their keys. */
export async function findFiles(
  ctx: Context,
  botId: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  if (!keys.length) return new Map()
  const rows = await withTx(
    ctx,
    (tx) => tx.sql<{ key: string; file_id: string }[]>`
      select key, file_id from bot_files
      where workspace_id = ${ctx.workspaceId} and bot_id = ${botId} and key in ${tx.sql(keys)}`,
  )
  return new Map(rows.map((r) => [r.key, r.file_id]))
}
