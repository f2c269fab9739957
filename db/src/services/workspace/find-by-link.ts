import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'
import { hashKey } from '../api-key/key-text.ts'

/** The id of the workspace in which a link to one person was made, for visitors who know nothing but its token. */
export function findWorkspaceOfLink(
  db: Db,
  links: 'invitations' | 'password_links' | 'email_links',
  token: string,
): Promise<string | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<{ id: string }[]>`
      select workspace_id as id from ${sql(links)} where token_hash = ${hashKey(token)}`
    return row?.id
  })
}
