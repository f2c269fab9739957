import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** The workspace of the proposal whose page a token opens; undefined for a token of none. */
export function findWorkspaceOfProposal(db: Db, token: string): Promise<string | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<{ id: string }[]>`select workspace_id as id from proposals where token = ${token}`
    return row?.id
  })
}
