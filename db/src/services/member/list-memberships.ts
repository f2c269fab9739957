import type { Role } from '@cartie/shared/domain/roles'
import type { Language } from '@cartie/shared/schemas/common'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

export interface Membership {
  id: string
  slug: string
  name: string
  accent: string
  language: Language
  leadWindowDays: number
  timeZone: string
  role: Role
}

/** The workspaces of a person with the role in each, oldest membership first. */
export function listMemberships(db: Db, userId: string): Promise<Membership[]> {
  return withSystemTx(db, async ({ sql }) => {
    return sql<Membership[]>`
      select w.id, w.slug, w.name, w.accent, w.language, w.lead_window_days as "leadWindowDays",
        w.time_zone as "timeZone", m.role
      from members m join workspaces w on w.id = m.workspace_id
      where m.user_id = ${userId} order by m.created_at, w.id`
  })
}
