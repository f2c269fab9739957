import { botSync } from '@cartie/shared/jobs/bot-sync'
import type { Bot, BotHealth } from '@cartie/shared/schemas/bot'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { syncOf } from './bot-row.ts'

/** What a look at Telegram told. */
export interface SyncOutcome {
  /** Absent: as it was. */
  status?: Bot['status']
  /** Who the bot is; absent where Telegram did not say. */
  me?: { telegramId: number; username: string | null; name: string }
  /** Telegram's numbers of who runs the admin chat; absent: as it was. */
  managers?: number[]
  health: Pick<BotHealth, 'reachable' | 'error' | 'webhook'>
  /** When to try again; absent: Telegram knows all that it will take. */
  retryAfterMs?: number
}

const twice = 'This bot stands in the workspace a second time. Delete one of the two.'

/**
 * Writes what a claimed bot's look at Telegram told, and wakes again where the bot was changed meanwhile.
 * Nothing is written where the claim was taken over.
 */
export async function finishSync(
  ctx: Context,
  claim: { id: string; fence: number; version: number },
  outcome: SyncOutcome,
): Promise<void> {
  requirePermission(ctx, 'bots.write')
  await withTx(ctx, async (tx) => {
    const row = await tx.sql
      .savepoint((sql) => write({ ...tx, sql }, ctx, claim, outcome))
      .catch((error: unknown) => {
        if ((error as { code?: unknown } | null)?.code !== '23505') throw error
        const { me: _, ...rest } = outcome
        return write(tx, ctx, claim, { ...rest, status: 'refused', health: { ...rest.health, error: twice } })
      })
    if (!row) return
    tx.record('bot.changed', { botId: claim.id })
    if (row.behind && outcome.retryAfterMs === undefined) tx.wake(botSync, syncOf(ctx, claim.id))
  })
}

async function write(
  tx: Pick<Tx, 'sql'>,
  ctx: Context,
  claim: { id: string; fence: number; version: number },
  { status, me, managers, health, retryAfterMs }: SyncOutcome,
): Promise<{ behind: boolean } | undefined> {
  const done = retryAfterMs === undefined
  const [row] = await tx.sql<{ behind: boolean }[]>`
    update bot_configs set
      status = coalesce(${status ?? null}, status), telegram_id = coalesce(${me?.telegramId ?? null}, telegram_id),
      managers = coalesce(${managers ?? null}::bigint[], managers),
      username = ${me ? me.username : tx.sql`username`}, name = coalesce(name, ${me?.name ?? null}),
      health = health || jsonb_build_object('checkedAt', to_char(clock_timestamp() at time zone 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) || ${storableJson(health)}::jsonb,
      synced_version = ${done ? claim.version : tx.sql`synced_version`},
      sync_lease_until = ${done ? null : tx.sql`clock_timestamp() + ${retryAfterMs} * interval '1 ms'`}
    where workspace_id = ${ctx.workspaceId} and id = ${claim.id} and sync_fence = ${claim.fence}
    returning version > ${claim.version} as behind`
  return row
}
