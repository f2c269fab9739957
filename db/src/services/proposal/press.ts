import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import { AppError } from '@cartie/shared/errors'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'
import type { NewDelivery } from '../delivery/enqueue.ts'
import { replyMarkup } from '../talk/say-telegram.ts'
import type { TalkRow } from '../talk/talk-row.ts'
import { answerPress, toChat } from '../talk/to-chat.ts'
import { acceptProposal } from './accept.ts'
import { carButtons } from './client-messages.ts'
import { readPress, type ProposalPress } from './press-data.ts'
import { reactToProposal } from './react.ts'
import { clientWords } from './words.ts'

interface Pressed {
  proposalId: string
  language: Language
  reaction: 'LIKED' | 'REJECTED' | null
}

/**
 * A press on a button under a car of a proposal: the client likes, rejects or chooses, a choice only once it is
 * confirmed. Only presses in the chat to which it was sent count; every press is answered. Undefined for any other
 * update.
 */
export async function pressProposal(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  update: TelegramUpdate,
): Promise<NewDelivery[] | undefined> {
  const callback = update.message?.content.callback
  const asked = callback && readPress(callback.data)
  if (!callback || !asked) return undefined
  const { itemId, press } = asked
  const pressed = await pressedItem(ctx, tx, talk, itemId)
  const words = clientWords[pressed?.language ?? talk.language]
  const answer = (text?: string) => answerPress(talk, callback.id, text)
  if (!pressed) return [answer(words.refused)]
  const buttons = (now: Parameters<typeof carButtons>[2]) => {
    if (callback.messageId === undefined) return []
    const rows = carButtons(itemId, pressed.language, now)
    const edit = { message_id: callback.messageId, reply_markup: replyMarkup({ kind: 'inline', rows }) }
    return [toChat(talk, 'editMessageReplyMarkup', edit)]
  }
  if (press === 'choose') return [answer(words.sure), ...buttons({ sure: true })]
  if (press === 'back') return [answer(), ...buttons({ reaction: pressed.reaction })]
  try {
    const { text, reaction } = await say({ ...ctx, tx }, pressed, itemId, press)
    return [answer(text), ...(press === 'yes' ? chosen(talk, callback.messageId) : buttons({ reaction }))]
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'conflict' && error.code !== 'not_found')) throw error
    return [answer(error.errors[0]?.code === 'sold' ? words.sold : words.closed)]
  }
}

/** The car of a press, if it was sent to this chat's person. */
async function pressedItem(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  itemId: string,
): Promise<Pressed | undefined> {
  if (talk.kind !== 'private') return undefined
  const [row] = await tx.sql<Pressed[]>`
    select p.id as "proposalId", p.language, i.reaction
    from proposal_items i
      join proposals p on p.workspace_id = i.workspace_id and p.id = i.proposal_id
      join b2b_requests r on r.workspace_id = p.workspace_id and r.id = p.request_id
      left join leads m on m.workspace_id = r.workspace_id and m.id = r.lead_id
      left join leads l on l.workspace_id = r.workspace_id and l.id = coalesce(m.merged_into, m.id)
    where i.workspace_id = ${ctx.workspaceId} and i.id = ${itemId} and coalesce(r.session_id, l.session_id) = ${talk.id}`
  return row
}

async function say(
  ctx: Context,
  { proposalId: id, language, reaction: before }: Pressed,
  itemId: string,
  press: Extract<ProposalPress, 'like' | 'reject' | 'yes'>,
): Promise<{ text: string; reaction: Pressed['reaction'] }> {
  const words = clientWords[language]
  if (press === 'yes') {
    await acceptProposal(ctx, { id }, itemId)
    return { text: words.chosen, reaction: before }
  }
  const asked = press === 'like' ? ('LIKED' as const) : ('REJECTED' as const)
  // The same button again takes the word back.
  const reaction = asked === before ? null : asked
  await reactToProposal(ctx, { id }, { itemId, reaction })
  return {
    text: reaction === null ? words.takenBack : reaction === 'LIKED' ? words.liked : words.rejected,
    reaction,
  }
}

/** After the choice there is nothing more to press. */
const chosen = (talk: TalkRow, messageId: number | undefined): NewDelivery[] =>
  messageId === undefined
    ? []
    : [
        toChat(talk, 'editMessageReplyMarkup', {
          message_id: messageId,
          reply_markup: { inline_keyboard: [] },
        }),
      ]
