import { AppError } from '@cartie/shared/errors'
import type { PublicProposal, QuestionInput } from '@cartie/shared/schemas/proposal'
import type { z } from 'zod'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { holdForClient, pageAfter } from './hold-for-client.ts'
import type { ProposalKey } from './lock.ts'
import { moveProposal } from './move-status.ts'
import { questionsOf } from './questions.ts'
import { requireItem } from './require-item.ts'
import { tellManagers } from './tell-managers.ts'

/** A page on which somebody asks more is no conversation any longer. */
const mostQuestions = 50

/**
 * The client asks, of a car or of all; the manager hears it at once. Also after a choice. Throws `not_found` for a car
 * that they were not shown; `conflict` for a proposal that is closed, and for one on which all too much was asked.
 */
export async function askAboutProposal(
  ctx: Context,
  key: ProposalKey,
  { itemId, text }: z.output<typeof QuestionInput>,
): Promise<PublicProposal> {
  requirePermission(ctx, 'proposals.write')
  return withTx(ctx, async (tx) => {
    const held = await holdForClient(ctx, tx, key, ['open', 'accepted'])
    const { id, requestId, code, by } = held
    const item = itemId === null ? undefined : await requireItem(ctx, tx, id, itemId, { isShown: true })
    const asked = (await questionsOf(ctx, tx, held)).filter((question) => question.from === 'client')
    if (asked.length >= mostQuestions) {
      const message = 'Much was asked here already. Please write or call us.'
      throw new AppError('conflict', message, { errors: [{ pointer: '', code: 'too_many', message }] })
    }
    const payload = { code, text, itemId, ...(item ? { title: item.title } : {}) }
    const trace = { requestId, proposalId: id, variantId: item?.variantId, payload, by }
    const activity = await logRequestActivity(ctx, tx, { ...trace, type: 'proposal_asked' })
    tx.record('proposal.reacted', { proposalId: id, requestId, itemId })
    if (held.status === 'SENT') await moveProposal(ctx, tx, held, 'SEEN')
    const lines = [item?.title ?? null, `“${text}”`]
    const dedupKey = `proposal:${id}:asked:${activity.id}`
    await tellManagers(ctx, tx, requestId, { news: 'asked', proposalCode: code, lines, dedupKey })
    return pageAfter(ctx, tx, held)
  })
}
