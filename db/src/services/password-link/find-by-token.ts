import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'
import { hashKey } from '../api-key/key-text.ts'

/** The id of the workspace in which a link to a new password was made, for visitors who know nothing else. */
export function findWorkspaceOfPasswordLink(db: Db, token: string): Promise<string | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<{ id: string }[]>`
      select workspace_id as id from password_links where token_hash = ${hashKey(token)}`
    return row?.id
  })
}
