import type { WorkspaceHealth } from '@cartie/shared/schemas/operator'
import { withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { iso } from '../lead/lead-row.ts'
import { requireOperator } from './require-operator.ts'

/** The first 500 workspaces, the oldest first, in figures. Throws `forbidden` for who does not run the installation. */
export async function listAllWorkspaces(ctx: Context): Promise<{ data: WorkspaceHealth[] }> {
  await requireOperator(ctx)
  const rows = await withSystemTx(
    ctx.db,
    ({ sql }) => sql<WorkspaceHealth[]>`
      select w.id, w.name, w.slug, w.created_at as "createdAt",
        (select count(*)::int from members m where m.workspace_id = w.id) as members,
        (select count(*)::int from leads l where l.workspace_id = w.id and l.deleted_at is null) as leads,
        (select count(*)::int from car_listings c where c.workspace_id = w.id and c.deleted_at is null) as listings,
        (select count(*)::int from bot_configs b
          where b.workspace_id = w.id and b.deleted_at is null and b.enabled) as bots,
        d.waiting, d.unknown, d.failed,
        (select e.at from events e where e.workspace_id = w.id order by e.id desc limit 1) as "lastEventAt"
      from workspaces w, lateral (
        select count(*) filter (where state = 'pending' and run_at <= now())::int as waiting,
          count(*) filter (where state = 'unknown')::int as unknown,
          count(*) filter (where state = 'failed' and ended_at > now() - interval '1 day')::int as failed
        from deliveries where workspace_id = w.id and state in ('pending', 'unknown', 'failed')) d
      where w.deleted_at is null order by w.created_at, w.id limit 500`,
  )
  return {
    data: rows.map((row) => ({
      ...row,
      createdAt: iso(row.createdAt),
      lastEventAt: row.lastEventAt === null ? null : iso(row.lastEventAt),
    })),
  }
}
