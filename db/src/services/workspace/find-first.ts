import { withSystemTx } from '../../client.ts'
import type { Db, Tx } from '../../context.ts'

/** The id of the installation's own workspace: the oldest one. Its owners see what belongs to no workspace. */
export function findFirstWorkspace(db: Db): Promise<string | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<{ id: string }[]>`${firstWorkspace(sql)}`
    return row?.id
  })
}

/** The question for it, within another one. */
export const firstWorkspace = (sql: Tx['sql']) =>
  sql`select id from workspaces where deleted_at is null order by created_at, id limit 1`
