import { AppError } from '@cartie/shared/errors'
import type { AnswerInput, ProposalDetail } from '@cartie/shared/schemas/proposal'
import { composeText } from '@cartie/shared/texts/compose-text'
import type { z } from 'zod'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { clientSide } from '../request/contacts.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { sayTelegram } from '../talk/say-telegram.ts'
import { readOwnTexts } from '../text/read-own.ts'
import { getProposal } from './get.ts'
import { lockProposal } from './lock.ts'
import { requireItem } from './require-item.ts'

/**
 * Answers the client: the page shows it under their question, and their chat, if there is one, says it. Throws
 * `not_found`, also for a car of another proposal; `conflict` for a proposal that was never sent.
 */
export async function answerProposal(
  ctx: Context,
  id: string,
  { text, itemId }: z.output<typeof AnswerInput>,
): Promise<ProposalDetail> {
  requirePermission(ctx, 'proposals.write')
  return withTx(ctx, async (tx) => {
    const { requestId, code, version, language } = await lockProposal(ctx, tx, id)
    if (version === 0) throw new AppError('conflict', 'This proposal was not sent yet: nobody has asked.')
    if (itemId !== null) await requireItem(ctx, tx, id, itemId)
    const payload = { text, itemId }
    const activity = await logRequestActivity(ctx, tx, {
      requestId,
      proposalId: id,
      type: 'proposal_answered',
      payload,
    })
    tx.record('proposal.changed', { proposalId: id, requestId })
    const { chat } = await clientSide(ctx, tx, requestId)
    if (chat) {
      const { lane, botId, sessionId } = chat
      const texts = await readOwnTexts(ctx, tx)
      const said = composeText(texts, 'proposal_answer', language, { answer: text, code })
      await enqueueDeliveries({ ...ctx, tx }, [
        {
          lane,
          botId,
          sessionId,
          priority: 'answer',
          ...sayTelegram(chat.chatId, { type: 'send', text: said, photos: [] }),
          dedupKey: `proposal:${id}:answer:${activity.id}`,
        },
      ])
    }
    return getProposal({ ...ctx, tx }, id)
  })
}
