import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** The id of the workspace of that slug, for visitors who know nothing but its public address. */
export function findWorkspaceBySlug(db: Db, slug: string): Promise<string | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<
      { id: string }[]
    >`select id from workspaces where slug = ${slug} and deleted_at is null`
    return row?.id
  })
}
