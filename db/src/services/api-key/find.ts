import type { Role } from '@cartie/shared/domain/roles'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

export interface KnownKey {
  id: string
  name: string
  workspaceId: string
  workspaceSlug: string
  role: Role
}

/** The key in use that has this hash, or undefined. Notes the use, at most once a minute. */
export function findApiKey(db: Db, hash: string): Promise<KnownKey | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<(KnownKey & { stale: boolean })[]>`
      select k.id, k.name, k.workspace_id as "workspaceId", w.slug as "workspaceSlug", k.role,
             coalesce(k.last_used_at < now() - interval '1 minute', true) as stale
      from api_keys k join workspaces w on w.id = k.workspace_id
      where k.hash = ${hash} and k.revoked_at is null and coalesce(k.expires_at > now(), true)`
    if (!row) return undefined
    const { stale, ...key } = row
    if (stale) await sql`update api_keys set last_used_at = now() where id = ${key.id}`
    return key
  })
}
