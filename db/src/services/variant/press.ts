import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import { AppError } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'
import type { NewDelivery } from '../delivery/enqueue.ts'
import { isOfColleagues, type TalkRow } from '../talk/talk-row.ts'
import { answerPress, toChat } from '../talk/to-chat.ts'
import { requestUrl } from '../request/request-url.ts'
import { adminCard } from './admin-card.ts'
import { moveVariant } from './move.ts'
import { readVariantPress } from './variant-press.ts'
import { readVariants } from './variant-row.ts'
import { variantWords } from './variant-words.ts'

/**
 * A press on a button of an offered car's card. Only presses in a chat of colleagues count, and only a move that is
 * still allowed; every press is answered, and the card says how things stand. Undefined for any other update.
 */
export async function pressVariant(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  update: TelegramUpdate,
): Promise<NewDelivery[] | undefined> {
  const callback = update.message?.content.callback
  const asked = callback && readVariantPress(callback.data)
  if (!callback || !asked) return undefined
  const words = variantWords[talk.language]
  const answer = (text?: string) => answerPress(talk, callback.id, text)
  if (!isOfColleagues(talk)) return [answer(words.refused)]
  const actor = { ...ctx, actor: { ...ctx.actor, name: update.sender?.name ?? 'Telegram' } }
  const to = asked.press === 'approve' ? 'APPROVED' : 'REJECTED'
  const said = await moveVariant(actor, tx, asked.variantId, to, { byHand: true }).then(
    (moved) => (moved ? undefined : words.stale),
    (error: unknown) => {
      if (!(error instanceof AppError) || (error.code !== 'conflict' && error.code !== 'not_found'))
        throw error
      return words.stale
    },
  )
  const card = callback.messageId === undefined ? undefined : await cardOf(ctx, tx, talk, asked.variantId)
  const edit = card && [toChat(talk, 'editMessageText', { message_id: callback.messageId, ...card })]
  return [answer(said), ...(edit ?? [])]
}

/** The card as it has to read now; undefined for a car that is gone. */
async function cardOf(ctx: Context, tx: Tx, talk: TalkRow, variantId: string) {
  const [variant] = await readVariants(ctx, tx, { ids: [variantId] })
  if (!variant) return undefined
  const [request] = await tx.sql<{ code: string; title: string }[]>`
    select code, title from b2b_requests where workspace_id = ${ctx.workspaceId} and id = ${variant.requestId}`
  return request && adminCard(variant, request, requestUrl(ctx, variant.requestId, 'variants'), talk.language)
}
