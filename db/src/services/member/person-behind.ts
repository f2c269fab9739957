import type { Context, Tx } from '../../context.ts'

/** The id of the person who acts, or who made the key that does; null where nobody is known. */
export async function personBehind({ actor, workspaceId }: Context, tx: Tx): Promise<string | null> {
  if (actor.kind === 'user') return actor.id
  if (actor.kind !== 'apiKey') return null
  const [key] = await tx.sql<{ createdBy: string | null }[]>`
    select created_by as "createdBy" from api_keys where workspace_id = ${workspaceId} and id = ${actor.id}`
  return key?.createdBy ?? null
}
