/** The stages of a lead, in the order of the board. */
export const leadStatuses = ['NEW', 'CONTACTED', 'IN_PROGRESS', 'WON', 'LOST'] as const
export type LeadStatus = (typeof leadStatuses)[number]

/**
 * Where a lead may go from each stage: one step on, one step back where somebody slipped, LOST from anywhere.
 * A lead that was won or lost is opened again by going back.
 */
export const leadMoves: Record<LeadStatus, readonly LeadStatus[]> = {
  NEW: ['CONTACTED', 'LOST'],
  CONTACTED: ['IN_PROGRESS', 'NEW', 'LOST'],
  IN_PROGRESS: ['WON', 'CONTACTED', 'LOST'],
  WON: ['IN_PROGRESS', 'LOST'],
  LOST: ['NEW', 'CONTACTED', 'IN_PROGRESS'],
}

/** Whether a lead may go from one stage to another. Staying where it is is no move. */
export const mayMoveLead = (from: LeadStatus, to: LeadStatus): boolean => leadMoves[from].includes(to)
