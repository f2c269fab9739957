/** The stages of a B2B request, in the order of the board. */
export const requestStatuses = [
  'DRAFT',
  'PUBLISHED',
  'COLLECTING_VARIANTS',
  'SHORTLIST',
  'CONTACT_SHARED',
  'WON',
  'LOST',
] as const
export type RequestStatus = (typeof requestStatuses)[number]

/** The stages in which partners may answer. */
export const openRequestStatuses = ['PUBLISHED', 'COLLECTING_VARIANTS', 'SHORTLIST'] as const

/** The stages in which nothing more is to come. */
export const closedRequestStatuses = ['WON', 'LOST'] as const

/**
 * Where a request may go from each stage: on, back where somebody slipped, LOST from anywhere. The system itself goes
 * on at the publication, the first variant, the shortlist and the sharing of contacts. What was WON or LOST is opened
 * again by going back to collecting or to a draft.
 */
export const requestMoves: Record<RequestStatus, readonly RequestStatus[]> = {
  DRAFT: ['PUBLISHED', 'COLLECTING_VARIANTS', 'SHORTLIST', 'LOST'],
  PUBLISHED: ['COLLECTING_VARIANTS', 'SHORTLIST', 'DRAFT', 'LOST'],
  COLLECTING_VARIANTS: ['SHORTLIST', 'CONTACT_SHARED', 'PUBLISHED', 'DRAFT', 'LOST'],
  SHORTLIST: ['CONTACT_SHARED', 'COLLECTING_VARIANTS', 'WON', 'LOST'],
  CONTACT_SHARED: ['WON', 'SHORTLIST', 'LOST'],
  WON: ['CONTACT_SHARED', 'COLLECTING_VARIANTS'],
  LOST: ['DRAFT', 'COLLECTING_VARIANTS'],
}

/** Whether a request may go from one stage to another. Staying where it is is no move. */
export const mayMoveRequest = (from: RequestStatus, to: RequestStatus): boolean =>
  requestMoves[from].includes(to)

const isOpen = (status: RequestStatus): boolean => (openRequestStatuses as readonly string[]).includes(status)

/** Whether a move makes a request one that partners may answer and cars are compared with. */
export const isOpening = (from: RequestStatus, to: RequestStatus): boolean => !isOpen(from) && isOpen(to)

/** Whether a request has come to its end. */
export const isClosed = (status: RequestStatus): boolean =>
  (closedRequestStatuses as readonly string[]).includes(status)

/** Whether a move opens what was closed. */
export const isReopening = (from: RequestStatus, to: RequestStatus): boolean =>
  isClosed(from) && !isClosed(to)
