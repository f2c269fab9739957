import { deliveryPriorities } from '@cartie/shared/domain/delivery-state'
import { telegramLimits } from '@cartie/shared/domain/telegram-limits'
import { laneAdvance } from '@cartie/shared/jobs/delivery-advance'
import { withTx } from '../../client.ts'
import type { Context, Tx } from '../../context.ts'
import { lineBooking } from './book-line.ts'
import { deliveryRows, insertDeliveries, type NewRow, type NewDelivery } from './insert-deliveries.ts'

export type { NewDelivery } from './insert-deliveries.ts'

/**
 * Writes what has to be sent, in order, and wakes its lanes after the commit; `wake: false` where the caller drains
 * them itself. Texts longer than Telegram takes become several deliveries. Broadcasts that are woken for get their
 * places in the bot's line, so that others find room. Returns for each given one its id, and whether the same intent was written before.
 */
export async function enqueueDeliveries(
  ctx: Context,
  given: readonly NewDelivery[],
  { wake = true }: { wake?: boolean } = {},
): Promise<{ id: string; repeated: boolean }[]> {
  if (!given.length) return []
  const split = given.map(deliveryRows)
  const rows = split.flat()
  return withTx(ctx, async (tx) => {
    if (wake) await placeInLines(ctx, tx, rows)
    const fresh = await insertDeliveries(ctx, tx, rows)
    const written = new Set(fresh.map((r) => r.id))
    if (wake) wakeLanes(ctx, tx, fresh)
    const known = await idsOfKeys(
      ctx,
      tx,
      rows.filter((r) => !written.has(r.id)),
    )
    return split.map((parts) => {
      const last = parts.at(-1)!
      const repeated = !written.has(last.id)
      return { id: (repeated ? known.get(last.dedupKey ?? '') : undefined) ?? last.id, repeated }
    })
  })
}

/**
 * Broadcasts stand in their bot's line from the start, and so does whatever one call writes into more chats than a bot
 * can reach at once: thousands of wake-ups that find no room would only keep others waiting.
 */
async function placeInLines(ctx: Context, tx: Tx, rows: readonly NewRow[]): Promise<void> {
  const byLine = Map.groupBy(rows, (r) => telegramLimits(r.lane).line?.(r.priority).lane)
  for (const list of byLine.values()) {
    const [{ lane, priority }] = list as [NewRow]
    const { line, shared } = telegramLimits(lane)
    const burst = priority === deliveryPriorities.broadcast ? 0 : (shared?.pace?.burst ?? 0)
    if (!line || new Set(list.map((r) => r.lane)).size <= burst) continue
    const { intervalMs } = line(priority).pace
    const [place] = await lineBooking(ctx, tx, line(priority), list.length)
    for (const [i, row] of list.entries())
      row.delayMs = (row.delayMs ?? 0) + (place?.first_ms ?? 0) + i * intervalMs
  }
}

async function idsOfKeys(ctx: Context, tx: Tx, rows: readonly NewRow[]): Promise<Map<string, string>> {
  const keys = rows.flatMap((r) => (r.dedupKey === undefined ? [] : [r.dedupKey]))
  if (!keys.length) return new Map()
  const found = await tx.sql<{ id: string; dedup_key: string }[]>`
    select id, dedup_key from deliveries where workspace_id = ${ctx.workspaceId} and dedup_key in ${tx.sql(keys)}`
  return new Map(found.map((r) => [r.dedup_key, r.id]))
}

function wakeLanes(ctx: Context, tx: Tx, rows: readonly NewRow[]): void {
  for (const [lane, list] of Map.groupBy(rows, (r) => r.lane)) {
    const waiting = list.filter((r) => !r.held)
    if (!waiting.length) continue
    const delayMs = Math.min(...waiting.map((r) => r.delayMs ?? 0))
    tx.wake(laneAdvance(lane), { workspaceId: ctx.workspaceId, lane }, { delayMs })
  }
}
