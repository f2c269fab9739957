import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** The id of the workspace whose request an offer page's address names, for visitors who know nothing else. */
export function findWorkspaceByOfferToken(db: Db, token: string): Promise<string | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<{ id: string }[]>`
      select workspace_id as id from b2b_requests where offer_token = ${token} and deleted_at is null`
    return row?.id
  })
}
