import { workKinds, type Health, type WorkKind } from '@cartie/shared/schemas/stats'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** The rows of each kind of work that are not done, and since when each is due. */
const due: Record<WorkKind, string> = {
  pages: `select i.run_at as since from parses p join parse_items i on i.parse_id = p.id
          where p.workspace_id = $1 and p.status in ('queued', 'running') and i.status = 'queued'`,
  leads: `select created_at as since from lead_intakes where workspace_id = $1 and status = 'pending'`,
  chats: `select run_at as since from inbox_events where workspace_id = $1 and status = 'pending'`,
  calls: `select created_at as since from session_calls where workspace_id = $1 and status <> 'done'`,
  deliveries: `select run_at as since from deliveries where workspace_id = $1 and state = 'pending'`,
  posts: `select run_at as since from posts where workspace_id = $1 and state = 'pending'`,
  requestPosts: `select due_at as since from request_posts where workspace_id = $1 and state = 'planned'`,
  // The news of what was found wait a little, to be told together.
  matching: `select coalesce(lease_until, created_at) as since from match_tasks where workspace_id = $1 and attempts < 5`,
}

/** What a workspace waits for and how late the first of each kind is; and its lanes of messages. Of its own rows alone. */
export function readWork(ctx: Context): Promise<Omit<Health, 'queues'>> {
  requirePermission(ctx, 'invariants.read')
  const parts = workKinds.map(
    (kind) => `select '${kind}' as kind, count(*)::int as waiting,
      coalesce(greatest(0, round(extract(epoch from now() - min(since)))), 0)::int as late from (${due[kind]}) w`,
  )
  return withTx(ctx, async ({ sql }) => {
    const [rows, [lanes]] = await Promise.all([
      sql.unsafe<{ kind: WorkKind; waiting: number; late: number }[]>(parts.join(' union all '), [
        ctx.workspaceId,
      ]),
      sql<[Health['lanes']]>`
        select (select count(distinct lane)::int from deliveries where workspace_id = ${ctx.workspaceId} and state = 'pending') as waiting,
          count(*) filter (where lease_until > now())::int as busy,
          count(*) filter (where paused_until > now())::int as paused
        from delivery_lanes where workspace_id = ${ctx.workspaceId}`,
    ])
    return {
      work: rows.map(({ kind, waiting, late }) => ({ kind, waiting, lateSeconds: late })),
      lanes,
    }
  })
}
