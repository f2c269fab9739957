import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import { AppError } from '@cartie/shared/errors'
import type { MatchDecision } from '@cartie/shared/schemas/request'
import type { Context, Tx } from '../../context.ts'
import type { NewDelivery } from '../delivery/enqueue.ts'
import { isOfColleagues, type TalkRow } from '../talk/talk-row.ts'
import { answerPress, toChat } from '../talk/to-chat.ts'
import { decideMatch } from './decide.ts'
import { decidedCard } from './decided-card.ts'
import { matchDedupKey, readMatchPress, type PressedMatch } from './match-press.ts'
import { matchWords } from './match-words.ts'

const dayMs = 24 * 60 * 60 * 1000

/**
 * A press on a button under a car that fits: offers it, hides it or puts it off until tomorrow, and rewrites the
 * message. Only presses in a chat of colleagues count, and only while the car fits; every press is answered.
 * Undefined for any other update.
 */
export async function pressMatch(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  update: TelegramUpdate,
): Promise<NewDelivery[] | undefined> {
  const callback = update.message?.content.callback
  const pressed = callback && readMatchPress(callback.data)
  if (!callback || !pressed) return undefined
  const words = matchWords[talk.language]
  const answer = (text: string) => answerPress(talk, callback.id, text)
  if (!isOfColleagues(talk)) return [answer(words.refused)]
  const person = { ...ctx, actor: { ...ctx.actor, name: update.sender?.name ?? 'Telegram' } }
  const told = await decide(person, pressed, words.gone)
  const edit =
    callback.messageId === undefined
      ? []
      : await rewrite(ctx, tx, talk, { ...pressed, hasPhoto: callback.hasPhoto })
  return [
    answer(told ?? words.done[doneBy[pressed.press]]),
    ...edit.map(({ method, params }) => toChat(talk, method, { ...params, message_id: callback.messageId })),
  ]
}

const doneBy = { offer: 'offered', hide: 'hidden', snooze: 'snoozed' } as const

/** Returns what to say where it could not be done. */
async function decide(ctx: Context, { press, ...key }: PressedMatch, gone: string) {
  const decision: MatchDecision =
    press === 'snooze'
      ? { action: 'snooze', until: new Date(Date.now() + dayMs).toISOString() }
      : { action: press }
  try {
    await decideMatch(ctx, key, decision)
    return undefined
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'conflict' && error.code !== 'not_found')) throw error
    return gone
  }
}

/** The message anew, from what was sent and what has been decided since; none where it is not known. */
async function rewrite(
  ctx: Context,
  { sql }: Tx,
  talk: TalkRow,
  pressed: PressedMatch & { hasPhoto: boolean | undefined },
) {
  const [sent] = await sql<{ request: TelegramRequest }[]>`
    select request from deliveries where workspace_id = ${ctx.workspaceId}
      and dedup_key = ${matchDedupKey(pressed.requestId, pressed.message)}`
  if (!sent) return []
  const states = await sql<{ listing_id: string; state: string }[]>`
    select listing_id, state from request_matches
    where workspace_id = ${ctx.workspaceId} and request_id = ${pressed.requestId}`
  const decided = new Map(states.map((row) => [row.listing_id, row.state]))
  return [decidedCard(sent.request, talk.chatId, decided, talk.language, pressed.hasPhoto)]
}
