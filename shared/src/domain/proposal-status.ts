/** What has become of a proposal. `SEEN` and `LIKED` say how far the client has come with what was sent. */
export const proposalStatuses = [
  'DRAFT',
  'SENT',
  'SEEN',
  'LIKED',
  'ACCEPTED',
  'DECLINED',
  'EXPIRED',
  'REVOKED',
] as const
export type ProposalStatus = (typeof proposalStatuses)[number]

/** The states in which the client may react. */
export const liveProposalStatuses = ['SENT', 'SEEN', 'LIKED'] as const

/** The states in which the client has the cars before them. */
export const shownProposalStatuses = [...liveProposalStatuses, 'ACCEPTED'] as const

/** Where a proposal may go: on by what its client does, to its end by time, a person, or the client; back by more time. */
export const proposalMoves: Record<ProposalStatus, readonly ProposalStatus[]> = {
  DRAFT: ['SENT', 'REVOKED'],
  SENT: ['SEEN', 'LIKED', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'REVOKED'],
  SEEN: ['LIKED', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'REVOKED', 'SENT'],
  LIKED: ['SEEN', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'REVOKED', 'SENT'],
  ACCEPTED: ['REVOKED', 'SENT'],
  DECLINED: ['SENT', 'REVOKED'],
  EXPIRED: ['SENT', 'SEEN', 'LIKED', 'REVOKED'],
  REVOKED: ['SENT'],
}

/** Whether a proposal may go from one state to another. Staying where it is is no move. */
export const mayMoveProposal = (from: ProposalStatus, to: ProposalStatus): boolean =>
  proposalMoves[from].includes(to)
