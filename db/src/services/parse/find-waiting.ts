import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** A parse with items that are due, in another workspace than the given one: each such workspace has the same chance. */
export async function findWaitingParse(
  db: Db,
  than: { workspaceId: string },
): Promise<{ workspaceId: string; parseId: string } | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<{ workspaceId: string; parseId: string }[]>`
      select w.id as "workspaceId", parse.id as "parseId" from workspaces w cross join lateral (
        select p.id from parses p
        where p.workspace_id = w.id and p.status in ('queued', 'running') and exists (
          select from parse_items i where i.parse_id = p.id and i.status = 'queued' and i.run_at <= now())
        limit 1) parse
      where w.id <> ${than.workspaceId} order by random() limit 1`
    return row
  })
}
