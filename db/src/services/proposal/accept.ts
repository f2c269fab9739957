import { AppError } from '@cartie/shared/errors'
import type { VariantStatus } from '@cartie/shared/domain/variant-status'
import type { PublicProposal } from '@cartie/shared/schemas/proposal'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { bringToAccepted } from '../variant/bring-to-accepted.ts'
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
    const item = await requireItem(ctx, tx, held.id, itemId, { isShown: true })
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
  // Whatever refuses comes before the first write: a press in a chat goes on with the same transaction.
  const [variant] = await tx.sql<{ id: string; status: VariantStatus; number: number }[]>`
    select id, status, number from request_variants
    where workspace_id = ${ctx.workspaceId} and id = ${item.variantId} and status <> 'REJECTED'
      and deleted_at is null for no key update`
  if (!variant) throw refusal('sold', 'This car is no longer for sale.')
  await moveProposal(ctx, tx, held, 'ACCEPTED')
  await tx.sql`
    update proposals set accepted_item_id = ${item.id} where workspace_id = ${ctx.workspaceId} and id = ${id}`
  await bringToAccepted(ctx, tx, variant, { by })
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
