import type { Context, Tx } from '../../context.ts'
import { tellOf } from '../delivery/tell-of.ts'

/**
 * Keeps posts back that have not gone out: those that are planned, and those whose delivery still waits. What is being
 * sent can't be called back. Returns the ids of those that were kept back.
 * @param only one post; absent: all of the request
 */
export async function holdBack(ctx: Context, tx: Tx, requestId: string, only?: string): Promise<string[]> {
  const { sql } = tx
  const gone = await sql<{ id: string; session_id: string | null }[]>`
    update deliveries d set state = 'cancelled', lease_until = null, ended_at = now()
    from request_posts p
    where p.workspace_id = ${ctx.workspaceId} and p.request_id = ${requestId} and p.state = 'planned'
      and (${only ?? null}::uuid is null or p.id = ${only ?? null})
      and d.workspace_id = p.workspace_id and d.id = p.delivery_id and d.state in ('pending', 'held')
    returning d.id, d.session_id`
  for (const { id, session_id } of gone) tellOf(tx, { id, sessionId: session_id, state: 'cancelled' })
  const posts = await sql<{ id: string }[]>`
    update request_posts p set state = 'cancelled', updated_at = now()
    where p.workspace_id = ${ctx.workspaceId} and p.request_id = ${requestId} and p.state = 'planned'
      and (${only ?? null}::uuid is null or p.id = ${only ?? null})
      and (p.delivery_id is null or p.delivery_id = any (${gone.map(({ id }) => id)}::uuid[]))
    returning p.id`
  return posts.map(({ id }) => id)
}
