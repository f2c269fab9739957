import { AppError, notFound } from '@cartie/shared/errors'
import type { PublicProposal } from '@cartie/shared/schemas/proposal'
import type { Context, Tx } from '../../context.ts'
import type { NewRequestActivity } from '../request/log-activity.ts'
import { holdProposal, type HeldProposal, type ProposalKey } from './lock.ts'
import { publicPage, stateOf } from './public-page.ts'

type State = PublicProposal['state']

const refusals: Record<State, string> = {
  open: 'This proposal is still open.',
  accepted: 'A car of this proposal was chosen already.',
  declined: 'This proposal was declined.',
  expired: 'The time of this proposal is over.',
  revoked: 'This proposal is closed.',
}

/** A proposal that its client may answer, and what a trace of it needs. */
export interface ForClient extends HeldProposal {
  state: State
  by: NonNullable<NewRequestActivity['by']>
}

/**
 * Takes a proposal for its client's word until the transaction ends. Throws `not_found` for one that was never sent,
 * and `conflict`, with the state as its code, for one in none of the given states.
 */
export async function holdForClient(
  ctx: Context,
  tx: Tx,
  key: ProposalKey,
  states: readonly State[] = ['open'],
): Promise<ForClient> {
  const held = await holdProposal(ctx, tx, key)
  if (!held || held.version === 0) throw notFound('proposal')
  const state = stateOf(held)
  if (!states.includes(state)) {
    const message = refusals[state]
    throw new AppError('conflict', message, { errors: [{ pointer: '', code: state, message }] })
  }
  const [client] = await tx.sql<{ name: string | null }[]>`
    select l.name from b2b_requests r left join leads l on l.workspace_id = r.workspace_id and l.id = r.lead_id
    where r.workspace_id = ${ctx.workspaceId} and r.id = ${held.requestId}`
  return { ...held, state, by: { actor: 'client', name: client?.name ?? null } }
}

/** The page as it is after the client's word. */
export async function pageAfter(ctx: Context, tx: Tx, { id }: HeldProposal): Promise<PublicProposal> {
  return (await publicPage(ctx, tx, { id }))!
}
