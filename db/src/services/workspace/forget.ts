import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** Takes the last of a deleted workspace away: itself, its bots, and what came in since its rows were purged. */
export async function forgetWorkspace(db: Db, workspaceId: string): Promise<void> {
  await withSystemTx(
    db,
    ({ sql }) => sql`delete from workspaces where id = ${workspaceId} and deleted_at is not null`,
  )
}
