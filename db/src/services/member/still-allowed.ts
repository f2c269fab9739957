import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** Somebody who listens: a person's session in a workspace, or a key. */
export type Listener =
  { kind: 'user'; userId: string; sessionId: string; workspaceId: string } | { kind: 'apiKey'; keyId: string }

/**
 * Which of these listeners may still listen, in their order: session alive, member, and with a second factor where the
 * workspace asks it of everybody; or key in use.
 */
export function stillAllowed(db: Db, listeners: readonly Listener[]): Promise<boolean[]> {
  return withSystemTx(db, async ({ sql }) => {
    const people = listeners.filter((l) => l.kind === 'user')
    const keys = listeners.filter((l) => l.kind === 'apiKey')
    const sessions = await sql<{ id: string; workspace_id: string }[]>`
      select s.id, m.workspace_id from sessions s
        join users u on u.id = s.user_id join members m on m.user_id = u.id join workspaces w on w.id = m.workspace_id
      where s.id = any(${people.map((l) => l.sessionId)}::uuid[]) and s.expires_at > now()
        and (u.two_factor_enabled or not w.two_factor_required)`
    const inUse = await sql<{ id: string }[]>`
      select id from api_keys where id = any(${keys.map((l) => l.keyId)}::uuid[]) and revoked_at is null
        and coalesce(expires_at > now(), true)`
    const alive = new Set([...sessions.map((s) => `${s.id} ${s.workspace_id}`), ...inUse.map((k) => k.id)])
    return listeners.map((l) => alive.has(l.kind === 'user' ? `${l.sessionId} ${l.workspaceId}` : l.keyId))
  })
}
