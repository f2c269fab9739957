import { toPayload } from '@cartie/shared/scenario/telegram'
import type { PartnerInvite } from '@cartie/shared/schemas/partner'
import { iso, isoOrNull } from '../lead/lead-row.ts'

/** A row of `partner_invites` with its bot's name. */
export interface InviteRow {
  id: string
  bot_id: string
  bot_username: string
  token: string
  created_at: string
  expires_at: string
  used_at: string | null
}

/** What the payload of an invitation's link begins with. */
export const invitePrefix = 'partner_'

/** An invitation as the API shows it, with its link. */
export const toInvite = (row: InviteRow): PartnerInvite => ({
  id: row.id,
  botId: row.bot_id,
  link: `https://t.me/${row.bot_username}?start=${toPayload(invitePrefix + row.token)}`,
  createdAt: iso(row.created_at),
  expiresAt: iso(row.expires_at),
  usedAt: isoOrNull(row.used_at),
})
