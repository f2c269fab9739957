import { shownProposalStatuses } from './proposal-status.ts'

/** The stages of a variant: a car that somebody offers for a request. */
export const variantStatuses = [
  'SUBMITTED',
  'REVIEWED',
  'APPROVED',
  'REJECTED',
  'SENT_TO_CLIENT',
  'ACCEPTED',
  'DECLINED',
] as const
export type VariantStatus = (typeof variantStatuses)[number]

/**
 * Where a variant may go. A person reviews, approves and rejects, and may take a rejection back; that it was sent,
 * accepted or declined follows from its proposal, or from the end of its request: what was not chosen is declined. What
 * no client has before them any longer, a person takes up again.
 */
export const variantMoves: Record<VariantStatus, readonly VariantStatus[]> = {
  SUBMITTED: ['REVIEWED', 'APPROVED', 'REJECTED', 'DECLINED'],
  REVIEWED: ['APPROVED', 'REJECTED', 'DECLINED'],
  APPROVED: ['SENT_TO_CLIENT', 'REVIEWED', 'REJECTED', 'DECLINED'],
  REJECTED: ['REVIEWED', 'APPROVED'],
  SENT_TO_CLIENT: ['ACCEPTED', 'DECLINED', 'APPROVED', 'REJECTED'],
  ACCEPTED: ['SENT_TO_CLIENT', 'DECLINED'],
  DECLINED: ['SENT_TO_CLIENT', 'ACCEPTED', 'APPROVED'],
}

/** Whether a variant may go from one stage to another. Staying where it is is no move. */
export const mayMoveVariant = (from: VariantStatus, to: VariantStatus): boolean =>
  variantMoves[from].includes(to)

/** Where a person may bring a variant. */
export const handStatuses = ['REVIEWED', 'APPROVED', 'REJECTED'] as const

/** Whether a client has the variant before them in one of the proposals that it stands in. */
export const isShownIn = (proposals: readonly { status: string }[]): boolean =>
  proposals.some(({ status }) => (shownProposalStatuses as readonly string[]).includes(status))

/** Whether a person may say so themselves: what a client has before them follows from its proposal alone. */
export const mayMoveByHand = (from: VariantStatus, to: VariantStatus, isShown: boolean): boolean =>
  (handStatuses as readonly VariantStatus[]).includes(to) &&
  !(from === 'SENT_TO_CLIENT' && isShown) &&
  from !== 'ACCEPTED' &&
  mayMoveVariant(from, to)

/** Whether a client has it before them: it is taken out of its proposal before it goes. */
export const isShownToClient = (status: VariantStatus): boolean =>
  status === 'SENT_TO_CLIENT' || status === 'ACCEPTED'

/** How a variant came: by the bot, the offer page, a forwarded post, a script, own stock, or a link. */
export const variantSources = ['telegram', 'page', 'forward', 'api', 'stock', 'link', 'manual'] as const
export type VariantSource = (typeof variantSources)[number]
