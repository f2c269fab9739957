import { may } from '@cartie/shared/domain/roles'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'
import type { Membership } from '../member/list-memberships.ts'

/**
 * Whether a person may look at the queues, in which jobs of every workspace lie: who runs the installation, and where
 * there is one workspace alone its owners and admins, for then the jobs are theirs.
 */
export async function mayOpenQueues(
  db: Db,
  { isOperator, memberships }: { isOperator: boolean; memberships: readonly Membership[] },
): Promise<boolean> {
  if (isOperator) return true
  if (!memberships.some(({ role }) => may(role, 'queues.manage'))) return false
  const some = await withSystemTx(
    db,
    ({ sql }) => sql`select 1 from workspaces where deleted_at is null limit 2`,
  )
  return some.length === 1
}
