import { openRequestStatuses } from '@cartie/shared/domain/request-status'
import type { Context, Tx } from '../../context.ts'

export interface OpenRequest {
  id: string
  code: string
  title: string
}

const mostButtons = 8

/**
 * The requests that take cars now, those that ask for the make first, then the newest. A partner sees those that were
 * posted to them or where everybody reads.
 */
export async function openRequests(
  ctx: Context,
  { sql }: Tx,
  { make, partnerId }: { make?: string | undefined; partnerId?: string | undefined },
): Promise<OpenRequest[]> {
  const seen = partnerId
    ? sql`exists (select from request_posts p where p.workspace_id = r.workspace_id and p.request_id = r.id
        and p.state = 'posted' and (p.target in ('channel', 'group') or p.partner_id = ${partnerId}))`
    : sql`true`
  return sql<OpenRequest[]>`
    select r.id, r.code, r.title from b2b_requests r
    where r.workspace_id = ${ctx.workspaceId} and r.status in ${sql([...openRequestStatuses])}
      and r.deleted_at is null and r.kind = 'BUY' and ${seen}
    order by coalesce(${make ?? null}::text = any (r.makes), false) desc, r.created_at desc, r.id limit ${mostButtons}`
}
