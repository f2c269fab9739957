import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** The id of the installation's own workspace: the oldest one. Its owners see what belongs to no workspace. */
export function findFirstWorkspace(db: Db): Promise<string | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<{ id: string }[]>`select id from workspaces order by created_at, id limit 1`
    return row?.id
  })
}
