import { notFound } from '@cartie/shared/errors'
import type { Tx } from '../../context.ts'
import { firstWorkspace } from '../workspace/find-first.ts'

/**
 * The account of an address and the workspace in which what is done to it is told of: its person's first one, or the
 * installation's. Throws `not_found`. The transaction has to see every workspace.
 */
export async function personOf(
  { sql }: Pick<Tx, 'sql'>,
  email: string,
): Promise<{ id: string; workspaceId: string }> {
  const [person] = await sql<{ id: string; workspaceId: string }[]>`
    select u.id, coalesce(
      (select m.workspace_id from members m where m.user_id = u.id order by m.created_at, m.workspace_id limit 1),
      (${firstWorkspace(sql)})) as "workspaceId"
    from users u where u.email = ${email}`
  if (!person) throw notFound('person')
  return person
}
