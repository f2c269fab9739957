import { parsePost } from '@cartie/shared/domain/post-text'
import { postReasonOf, postReasons } from '@cartie/shared/domain/post-outcome'
import type { PostPlace } from '@cartie/shared/domain/post-url'
import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import { escapeHtml } from '@cartie/shared/scenario/html'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { NewDelivery } from '../delivery/enqueue.ts'
import { readDictionary } from '../dictionary/read.ts'
import { partnerOf } from '../partner/find.ts'
import { stateOf, type TalkRow } from '../talk/talk-row.ts'
import { requestsCard } from '../variant/put-post.ts'
import { putWords } from '../variant/put-words.ts'
import { toChat } from '../talk/to-chat.ts'
import { knownCars } from './known-cars.ts'
import { offerCard } from './post-card.ts'
import { isManager } from './is-manager.ts'
import { keyOf, mergeParts, partsOf, textOfParts, type PostParts } from './post-parts.ts'

/**
 * A post that a colleague forwarded to the bot: its cars are told, with a button to save them. Undefined for any other
 * message, a client's forwarded one among them: that is for the talk. In the admin chat, where people forward what
 * they like, the bot is silent about what is no car. A partner, whom no scenario asks anything just now, may put a car
 * that they forward to a request.
 * @param updates one message, or those of an album
 */
export async function offerPost(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  updates: readonly TelegramUpdate[],
): Promise<NewDelivery[] | undefined> {
  const [first] = updates
  const forward = first?.message?.content.forward
  if (first?.kind !== 'message' || !forward) return undefined
  const manager = isManager(talk, first.sender)
  const partner = manager ? undefined : await partnerWho(ctx, tx, talk, first)
  if (!manager && !partner) return undefined
  const parts = partsOf(updates)
  const key = keyOf(first)
  // The rest of an album whose beginning was told already.
  if (await addTo(ctx, tx, talk, key, parts)) return []
  const read = parsePost(textOfParts(parts), { dictionary: await readDictionary(ctx, tx) })
  if (read.kind === 'not_a_car') {
    if (talk.kind !== 'private' || partner) return undefined
    const words = postReasons[postReasonOf(read.reason)][talk.language]
    return [toChat(talk, 'sendMessage', { text: escapeHtml(words) })]
  }
  const place = placeOf(updates)
  const known = place ? (await knownCars(ctx, tx, place)).length > 0 : false
  const [post] = await tx.sql<[{ id: string }]>`
    insert into posts (workspace_id, bot_id, chat_id, key, parts, source_chat_id, source_message_id, source_username,
      posted_at, origin, wanted, state)
    values (${ctx.workspaceId}, ${talk.botId}, ${talk.chatId}, ${key}, ${storableJson(parts)}::jsonb,
      ${place?.chatId ?? null}, ${place?.messageId ?? null}, ${place?.username ?? null},
      to_timestamp(${forward.date ?? null}::float8), 'forward', true, 'asked')
    returning id`
  const card = partner
    ? ((await requestsCard(ctx, tx, talk, { id: post.id, parts }, partner)) ?? {
        text: putWords[talk.language].none,
      })
    : offerCard(post.id, read.cars, known, talk.language)
  return [toChat(talk, 'sendMessage', card)]
}

/** The partner who forwards something in their own chat, unless a scenario waits for what they say. */
async function partnerWho(ctx: Context, tx: Tx, talk: TalkRow, { sender }: TelegramUpdate) {
  if (talk.kind !== 'private' || !sender || stateOf(talk).place) return undefined
  const partner = await partnerOf(ctx, tx, sender.id)
  return partner?.blocked ? undefined : partner
}

/** Adds messages to a forwarded album that is known; false where it is not. */
async function addTo(ctx: Context, tx: Tx, { botId, chatId }: TalkRow, key: string, fresh: PostParts) {
  const [known] = await tx.sql<{ id: string; parts: PostParts }[]>`
    select id, parts from posts
    where workspace_id = ${ctx.workspaceId} and bot_id = ${botId} and chat_id = ${chatId} and key = ${key} for update`
  if (!known) return false
  const { parts } = mergeParts(known.parts, fresh)
  await tx.sql`update posts set parts = ${storableJson(parts)}::jsonb where id = ${known.id}`
  return true
}

/** Where a forwarded post of a channel stands; an album is known by the number of its first message. */
function placeOf(updates: readonly TelegramUpdate[]): PostPlace | undefined {
  const origins = updates.flatMap(({ message }) => message?.content.forward ?? [])
  const numbers = origins.flatMap(({ messageId }) => messageId ?? [])
  const [origin] = origins
  return origin?.chatId === undefined || !numbers.length
    ? undefined
    : { chatId: origin.chatId, messageId: Math.min(...numbers), username: origin.username ?? null }
}
