import { AppError, notFound } from '@cartie/shared/errors'
import type { MatchDecision, RequestMatch } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { createVariant } from '../variant/create.ts'
import { queueMatching } from './queue.ts'
import { selectMatches, toMatch } from './select-matches.ts'

const states = { offer: 'offered', hide: 'hidden', snooze: 'snoozed', show: 'new' } as const

/**
 * Offers, hides or puts off a car that fits, or takes that back. What is offered becomes a variant of the request; one
 * that is a variant already is offered too. Throws `not_found`; `conflict` where the request takes no more cars, the
 * car is no longer to be had, or an offer that still stands is to be taken back; `invalid` for a time that is over.
 */
export async function decideMatch(
  ctx: Context,
  key: { requestId: string; listingId: string },
  decision: MatchDecision,
): Promise<RequestMatch> {
  requirePermission(ctx, 'requests.write')
  const { requestId, listingId } = key
  const until = decision.action === 'snooze' ? decision.until : null
  if (until !== null && Date.parse(until) <= Date.now())
    throw new AppError('invalid', 'This time is over.', {
      errors: [{ pointer: '/until', code: 'past', message: 'Choose a time that is to come' }],
    })
  return withTx(ctx, async (tx) => {
    const { sql } = tx
    const inTx = { ...ctx, tx }
    const [before] = await read(ctx, tx, key)
    if (!before) throw notFound('match')
    const state = states[decision.action]
    if (before.state === state && before.snoozedUntil === until) return before
    if (decision.action === 'offer') await offer(inTx, before)
    else if (before.state === 'offered') await refuseStanding(ctx, tx, key)
    await sql`
      update request_matches set state = ${state}, snoozed_until = ${until}, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and request_id = ${requestId} and listing_id = ${listingId}`
    // What was decided on is kept though it fits no more.
    if (decision.action === 'show') await queueMatching(ctx, tx, { listingIds: [listingId] })
    const payload = { action: decision.action, listingId, title: before.listing.title, until }
    await logRequestActivity(ctx, tx, { requestId, type: 'match_decided', payload })
    tx.record('request.changed', { requestId })
    const [after] = await read(ctx, tx, key)
    return after!
  })
}

async function read(ctx: Context, tx: Tx, key: { requestId: string; listingId: string }) {
  const held = tx.sql`m.request_id = ${key.requestId} and m.listing_id = ${key.listingId} and exists (
    select from b2b_requests r where r.workspace_id = m.workspace_id and r.id = m.request_id and r.deleted_at is null)
    for update of m`
  return (await selectMatches(ctx, tx, held)).map(toMatch)
}

async function offer(ctx: Context, { requestId, listing }: RequestMatch): Promise<void> {
  if (listing.deletedAt !== null || listing.status === 'SOLD')
    throw new AppError('conflict', 'This car is no longer to be had.')
  try {
    await createVariant(ctx, requestId, { listingId: listing.id })
  } catch (error) {
    if (!(error instanceof AppError) || error.errors[0]?.code !== 'duplicate') throw error
  }
}

async function refuseStanding(ctx: Context, { sql }: Tx, key: { requestId: string; listingId: string }) {
  const standing = await sql`
    select from request_variants where workspace_id = ${ctx.workspaceId} and request_id = ${key.requestId}
      and listing_id = ${key.listingId} and deleted_at is null`
  if (standing.length)
    throw new AppError('conflict', 'This car is a variant of the request. Take the variant back first.')
}
