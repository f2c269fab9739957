import type { Permission, Role } from '@cartie/shared/domain/roles'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

export interface KnownKey {
  id: string
  name: string
  workspaceId: string
  workspaceSlug: string
  role: Role
  /** null: all that its role may. */
  scopes: Permission[] | null
}

/**
 * The key in use that has this hash, or undefined. Notes the use, at most once a minute, which nobody waits for; where that
 * can't be written, as on a disk that is full, whoever only reads is served all the same.
 */
export async function findApiKey(db: Db, hash: string): Promise<KnownKey | undefined> {
  const found = await withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<(KnownKey & { stale: boolean })[]>`
      select k.id, k.name, k.workspace_id as "workspaceId", w.slug as "workspaceSlug", k.role, k.scopes,
             coalesce(k.last_used_at < now() - interval '1 minute', true) as stale
      from api_keys k join workspaces w on w.id = k.workspace_id
      where k.hash = ${hash} and k.revoked_at is null and coalesce(k.expires_at > now(), true)`
    return row
  })
  if (!found) return undefined
  const { stale, ...key } = found
  if (stale) void noteUse(db, key.id).catch(() => undefined)
  return key
}

const noteUse = (db: Db, id: string) =>
  withSystemTx(db, ({ sql }) => sql`update api_keys set last_used_at = now() where id = ${id}`)
