import type { Role } from '@cartie/shared/domain/roles'
import type { Workspace } from '@cartie/shared/schemas/workspace'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'
import { workspaceColumns } from '../workspace/workspace-row.ts'

export type Membership = Workspace & { role: Role }

/** The workspaces of a person with the role in each, oldest membership first. */
export function listMemberships(db: Db, userId: string): Promise<Membership[]> {
  return withSystemTx(db, async ({ sql }) => {
    return sql<Membership[]>`
      select ${sql.unsafe(workspaceColumns)}, m.role
      from members m join workspaces w on w.id = m.workspace_id
      where m.user_id = ${userId} and w.deleted_at is null order by m.created_at, w.id`
  })
}
