import { leadMoves, mayMoveLead, type LeadStatus } from '@cartie/shared/domain/lead-status'

/**
 * The moves that bring a lead from `now` back to `before`: one, or two where no single one is allowed, such as
 * from LOST to WON.
 */
export function wayBack(now: LeadStatus, before: LeadStatus): LeadStatus[] {
  if (now === before) return []
  if (mayMoveLead(now, before)) return [before]
  const between = leadMoves[now].find((status) => mayMoveLead(status, before))
  return between ? [between, before] : []
}
