import type { NoticeKind } from '@cartie/shared/domain/notice'
import { m } from '#lib/paraglide/messages.js'

/** What people are told of. */
export const kindWords: Record<NoticeKind, () => string> = {
  lead_new: m.notices_lead_new,
  lead_mine: m.notices_lead_mine,
  reminder: m.notices_reminder,
  match: m.notices_match,
  offer: m.notices_offer,
  proposal: m.notices_proposal,
  parse: m.notices_parse,
  delivery: m.notices_delivery,
  integration: m.notices_integration,
}
