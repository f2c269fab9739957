import { leadStatuses, type LeadStatus } from '@cartie/shared/domain/lead-status'

/** Callback data of a button that moves a lead: 64 bytes at most. */
export const moveData = (leadId: string, to: LeadStatus): string => `l:${to}:${leadId}`

/** What such a button asks; undefined for any other data. */
export function readMove(data: string): { leadId: string; to: LeadStatus } | undefined {
  const [, status, leadId] = /^l:([A-Z_]+):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(data) ?? []
  const to = leadStatuses.find((one) => one === status)
  return to && leadId !== undefined ? { leadId, to } : undefined
}
