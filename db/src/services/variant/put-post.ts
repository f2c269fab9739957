import { hideContacts } from '@cartie/shared/domain/hide-contacts'
import { parsePost } from '@cartie/shared/domain/post-text'
import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import { AppError } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'
import type { NewDelivery } from '../delivery/enqueue.ts'
import { readDictionary } from '../dictionary/read.ts'
import { partnerOf, type KnownPartner } from '../partner/find.ts'
import { isManager } from '../post/is-manager.ts'
import { offerCard } from '../post/post-card.ts'
import { photosOfParts, textOfParts, type PostParts } from '../post/post-parts.ts'
import type { TalkRow } from '../talk/talk-row.ts'
import { answerPress, toChat } from '../talk/to-chat.ts'
import { addVariant } from './add.ts'
import { factsOfText } from './facts-of-text.ts'
import { findRequestId } from './find-request-id.ts'
import { offerProblems } from './offer-problems.ts'
import { openRequests } from './open-requests.ts'
import { putWords } from './put-words.ts'
import { putPressData, readPutPress } from './variant-press.ts'

interface Post {
  id: string
  parts: PostParts
  place: string | null
}

const titleLength = 40

/**
 * A press on a button that puts a forwarded post to a request: it asks to which, and then makes the post a variant of
 * it, once: what was saved or put to a request has been dealt with. Colleagues and partners may, in the chat where it was
 * forwarded; every press is answered. Undefined for any other.
 */
export async function pressPut(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  update: TelegramUpdate,
): Promise<NewDelivery[] | undefined> {
  const callback = update.message?.content.callback
  const asked = callback && readPutPress(callback.data)
  if (!callback || !asked) return undefined
  const words = putWords[talk.language]
  const answer = (text?: string) => answerPress(talk, callback.id, text)
  const manager = isManager(talk, update.sender)
  const partner = manager || !update.sender ? undefined : await partnerOf(ctx, tx, update.sender.id)
  if (partner?.blocked) return [answer(offerProblems.blocked[talk.language])]
  if (!manager && !partner) return [answer(words.refused)]
  const [post] = await tx.sql<Post[]>`
    select id, parts, 'https://t.me/' || source_username || '/' || source_message_id as place from posts
    where workspace_id = ${ctx.workspaceId} and id = ${asked.postId} and bot_id = ${talk.botId}
      and chat_id = ${talk.chatId} and origin = 'forward' and state = 'asked' for update`
  if (!post) return [answer(words.stale)]
  const edit = (params: Record<string, unknown>) =>
    callback.messageId === undefined
      ? []
      : [toChat(talk, 'editMessageText', { message_id: callback.messageId, ...params })]
  if (asked.code === undefined) {
    const card = await requestsCard(ctx, tx, talk, post, partner)
    return card ? [answer(), ...edit(card)] : [answer(words.none)]
  }
  const done = await put(ctx, tx, {
    talk,
    post,
    partner,
    code: asked.code,
    name: update.sender?.name ?? null,
  })
  if ('problem' in done) return [answer(done.problem)]
  await tx.sql`
    update posts set state = 'done', outcome = 'skipped', handled_at = now()
    where workspace_id = ${ctx.workspaceId} and id = ${post.id}`
  return [answer(), ...edit({ text: words.done(asked.code, done.number) })]
}

/** A forwarded car with a button for each request that takes cars; undefined where there is none. */
export async function requestsCard(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  post: Pick<Post, 'id' | 'parts'>,
  partner: KnownPartner | undefined,
) {
  const read = parsePost(textOfParts(post.parts), { dictionary: await readDictionary(ctx, tx) })
  const cars = read.kind === 'cars' ? read.cars : []
  const filter = { make: cars[0]?.fields.make, partnerId: partner?.partnerId }
  const requests = await openRequests(ctx, tx, filter)
  if (!requests.length) return undefined
  const { text } = offerCard(post.id, cars, false, talk.language)
  return {
    text: `${text}\n\n${putWords[talk.language].which}`,
    reply_markup: {
      inline_keyboard: requests.map(({ code, title }) => [
        {
          text: `${code} · ${hideContacts(title)}`.slice(0, titleLength).toWellFormed(),
          callback_data: putPressData(post.id, code),
        },
      ]),
    },
  }
}

interface Put {
  talk: TalkRow
  post: Post
  partner: KnownPartner | undefined
  code: string
  name: string | null
}

async function put(ctx: Context, tx: Tx, { talk, post, partner, code, name }: Put) {
  const requestId = await findRequestId(ctx, tx, code)
  if (requestId === undefined) return { problem: offerProblems.closed[talk.language] }
  const facts = factsOfText(textOfParts(post.parts), await readDictionary(ctx, tx))
  try {
    return await addVariant(ctx, tx, requestId, {
      ...facts,
      url: facts.url ?? post.place,
      source: 'forward',
      botId: talk.botId,
      // A colleague's own chat is no place to tell a giver what became of it.
      sessionId: partner ? talk.id : null,
      partnerId: partner?.partnerId ?? null,
      partnerUserId: partner?.partnerUserId ?? null,
      offererName: partner ? name : null,
      files: photosOfParts(post.parts).slice(0, 10),
      by: partner ? { actor: `partner:${partner.partnerId}`, name: partner.name } : { actor: 'system', name },
    })
  } catch (error) {
    const problem = error instanceof AppError ? error.errors[0]?.code : undefined
    if (problem === 'duplicate' || problem === 'closed')
      return { problem: offerProblems[problem][talk.language] }
    throw error
  }
}
