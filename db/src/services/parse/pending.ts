import { hookChannel } from '@cartie/shared/domain/delivery-lane'
import { parseAdvance } from '@cartie/shared/jobs/parse-advance'
import { sitePreview } from '@cartie/shared/jobs/site-preview'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** A parse that was rung for is not rung for again within this time. */
const ringAgainS = 5

/**
 * Finds work that nobody holds and wakes it: items whose lease ran out, parses with due items that nobody reads,
 * previews that were never started. Returns how many were woken.
 */
export async function wakePending(db: Db): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const returned = await tx.sql<{ parse_id: string }[]>`
      update parse_items set status = 'queued', lease_until = null, run_at = now()
      where id in (select id from parse_items where status = 'running' and lease_until < clock_timestamp()
                   limit 5000 for update skip locked)
      returning parse_id`
    // Who held them is gone, and so is whatever would have rung for them.
    const orphaned = JSON.stringify([...new Set(returned.map((r) => r.parse_id))])
    const parses = await tx.sql<{ id: string; workspace_id: string }[]>`
      update parses p set woken_at = now()
      where status in ('queued', 'running')
        and (woken_at is null or woken_at < now() - ${ringAgainS} * interval '1 second' or ${orphaned}::jsonb ? id::text)
        and created_at < now() - interval '1 second'
        and exists (select 1 from parse_items i where i.parse_id = p.id and i.status = 'queued' and i.run_at <= now())
        and not exists (select 1 from parse_items i where i.parse_id = p.id and i.status = 'running' and i.lease_until > now())
      returning id, workspace_id`
    for (const p of parses)
      tx.wake(parseAdvance, { workspaceId: p.workspace_id, parseId: p.id }, { times: 2 })
    const previews = await tx.sql<{ id: string; workspace_id: string }[]>`
      select id, workspace_id from site_previews
      where (status = 'queued' or (status = 'running' and lease_until < now())) and created_at < now() - interval '3 seconds'
        and created_at > now() - interval '1 hour' limit 100`
    for (const p of previews) tx.wake(sitePreview, { workspaceId: p.workspace_id, previewId: p.id })
    return parses.length + previews.length
  })
}

/**
 * Forgets what is only kept for a day: answers to idempotency keys, previews. Telegram's updates are kept for a week,
 * events and what leads were captured from for thirty days, posts for half a year, and what people did for a year.
 */
export async function forgetOld(db: Db): Promise<void> {
  await withSystemTx(db, async ({ sql }) => {
    await sql`delete from idempotency_keys where created_at < now() - interval '25 hours'`
    await sql`delete from site_previews where created_at < now() - interval '1 day'`
    await sql`delete from inbox_events where status = 'done' and received_at < now() - interval '7 days'`
    await sql`
      delete from events where at < now() - interval '30 days' and actor like 'system%'
        or at < now() - interval '365 days'`
    await sql`
      delete from posts where state <> 'pending' and coalesce(handled_at, created_at) < now() - interval '180 days'`
    await sql`
      delete from deliveries where integration_id is not null and channel = ${hookChannel} and ended_at < now() - interval '30 days'`
    await sql`delete from lead_intakes where status = 'done' and done_at < now() - interval '30 days'`
  })
}
