import { AppError } from '@cartie/shared/errors'
import type { PublicProposal } from '@cartie/shared/schemas/proposal'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { moveVariant } from '../variant/move.ts'
import { holdForClient, pageAfter, type ForClient } from './hold-for-client.ts'
import type { ProposalKey } from './lock.ts'
import { moveProposal } from './move-status.ts'
import { requireItem, type HeldItem } from './require-item.ts'
import { tellManagers } from './tell-managers.ts'

/**
 * The client chooses a car: the first choice holds, the same one again changes nothing. Its variant is accepted; the
 * request stays a shortlist until contacts are shared and the deal is closed. Throws `not_found` for a car that they
 * were not shown; `conflict` for one that is sold, for another choice, and for a proposal that is closed.
 */
export async function acceptProposal(
  ctx: Context,
  key: ProposalKey,
  itemId: string,
): Promise<PublicProposal> {
  requirePermission(ctx, 'proposals.write')
  return withTx(ctx, async (tx) => {
    const held = await holdForClient(ctx, tx, key, ['open', 'accepted'])
    const item = await requireItem(ctx, tx, held.id, itemId, { shownIn: held.version })
    if (held.state === 'accepted' && held.acceptedItemId === itemId) return pageAfter(ctx, tx, held)
    if (held.state === 'accepted') throw refusal('accepted', 'Another car was chosen already.')
    if (item.sold) throw refusal('sold', 'This car is no longer for sale.')
    await accept(ctx, tx, held, item)
    return pageAfter(ctx, tx, held)
  })
}

const refusal = (code: string, message: string) =>
  new AppError('conflict', message, { errors: [{ pointer: '/itemId', code, message }] })

async function accept(ctx: Context, tx: Tx, held: ForClient, item: HeldItem): Promise<void> {
  const { id, requestId, code, version, by } = held
  await moveProposal(ctx, tx, held, 'ACCEPTED')
  await tx.sql`
    update proposals set accepted_item_id = ${item.id} where workspace_id = ${ctx.workspaceId} and id = ${id}`
  const [variant] = await tx.sql<{ status: string; number: number }[]>`
    select status, number from request_variants
    where workspace_id = ${ctx.workspaceId} and id = ${item.variantId} and deleted_at is null for update`
  if (!variant) throw refusal('sold', 'This car is no longer for sale.')
  if (variant.status === 'APPROVED')
    await moveVariant(ctx, tx, item.variantId, 'SENT_TO_CLIENT', { tells: false })
  await moveVariant(ctx, tx, item.variantId, 'ACCEPTED', { by })
  const payload = { code, itemId: item.id, title: item.title, number: variant.number }
  const trace = { requestId, proposalId: id, variantId: item.variantId, payload, by }
  await logRequestActivity(ctx, tx, { ...trace, type: 'proposal_accepted' })
  const dedupKey = `proposal:${id}:${version}:accepted`
  await tellManagers(ctx, tx, requestId, {
    news: 'accepted',
    proposalCode: code,
    lines: [item.title],
    dedupKey,
  })
}
