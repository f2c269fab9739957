import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'
import { hashKey } from '../api-key/key-text.ts'

/** The id of the workspace to which an invitation's link leads, for visitors who know nothing else. */
export function findWorkspaceOfInvitation(db: Db, token: string): Promise<string | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<{ id: string }[]>`
      select workspace_id as id from invitations where token_hash = ${hashKey(token)}`
    return row?.id
  })
}
