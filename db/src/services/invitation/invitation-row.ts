import type { Role } from '@cartie/shared/domain/roles'
import type { Invitation } from '@cartie/shared/schemas/people'
import { iso } from '../lead/lead-row.ts'

/** A row of `invitations`, as far as it is shown. */
export interface InvitationRow {
  id: string
  email: string
  role: Role
  created_at: string
  expires_at: string
}

/** An invitation as the API tells of it; its link stays with who made it. */
export const toInvitation = (row: InvitationRow): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  createdAt: iso(row.created_at),
  expiresAt: iso(row.expires_at),
})
