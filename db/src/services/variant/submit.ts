import { isVin } from '@cartie/shared/domain/vin'
import { AppError } from '@cartie/shared/errors'
import type { Effect } from '@cartie/shared/scenario/effect'
import type { TalkEvent } from '@cartie/shared/scenario/event'
import type { Context, Tx } from '../../context.ts'
import type { TelegramPhoto } from '../media/telegram-key.ts'
import { readDictionary } from '../dictionary/read.ts'
import { partnerOf } from '../partner/find.ts'
import { languageOfTalk } from '../talk/language-of-talk.ts'
import type { TalkRow } from '../talk/talk-row.ts'
import { addVariant } from './add.ts'
import { factsOfText } from './facts-of-text.ts'
import { findRequestId } from './find-request-id.ts'
import { offerProblems, type OfferProblem } from './offer-problems.ts'

/**
 * An offer that was gathered in a talk: a variant of its request, given by the partner to whom the person belongs, or
 * else by the person. Returns the event that answers it: its number, or why it was not taken in the talk's language.
 */
export async function submitOffer(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  { token, offer }: Extract<Effect, { type: 'submitOffer' }>,
): Promise<TalkEvent> {
  const language = await languageOfTalk(ctx, tx, talk)
  const refuse = (problem: OfferProblem): TalkEvent => ({
    type: 'result',
    token,
    ok: false,
    value: offerProblems[problem][language],
  })
  const partner = talk.telegramUserId === null ? undefined : await partnerOf(ctx, tx, talk.telegramUserId)
  if (partner?.blocked) return refuse('blocked')
  const requestId = await findRequestId(ctx, tx, offer.requestId)
  if (requestId === undefined) return refuse('closed')
  const person = await personOf(ctx, tx, talk)
  const {
    priceMinor: _price,
    currency: _currency,
    ...read
  } = factsOfText(offer.said, await readDictionary(ctx, tx))
  const name = [offer.make, offer.model, offer.year].filter(Boolean).join(' ')
  try {
    const { id, number } = await addVariant(ctx, tx, requestId, {
      ...read,
      source: 'telegram',
      title: offer.make ? name : offer.title || read.title,
      make: offer.make ?? null,
      model: offer.model ?? null,
      year: offer.year ?? null,
      mileageKm: offer.mileageKm ?? null,
      vin: offer.vin !== undefined && isVin(offer.vin) ? offer.vin : null,
      url: offer.url ?? null,
      priceMinor: offer.price.amountMinor,
      currency: offer.price.currency,
      partnerId: partner?.partnerId ?? null,
      partnerUserId: partner?.partnerUserId ?? null,
      botId: talk.botId,
      sessionId: talk.id,
      offererName: person.name,
      offererPhone: person.phone,
      files: await withUniqueIds(ctx, tx, talk, offer.photos),
      by: { actor: partner ? `partner:${partner.partnerId}` : 'client', name: partner?.name ?? person.name },
    })
    return { type: 'result', token, ok: true, value: { variantId: id, number } }
  } catch (error) {
    const problem = error instanceof AppError ? error.errors[0]?.code : undefined
    if (problem === 'duplicate' || problem === 'closed') return refuse(problem)
    throw error
  }
}

async function personOf(ctx: Context, { sql }: Tx, { contactId, title }: TalkRow) {
  const [row] = await sql<{ name: string; phone: string | null }[]>`
    select name, phone from contacts where workspace_id = ${ctx.workspaceId} and id = ${contactId}`
  return row ?? { name: title, phone: null }
}

/** Telegram's own names of photos, by which each is known again whoever sends it; they stand in the chat. */
async function withUniqueIds(
  ctx: Context,
  { sql }: Tx,
  talk: TalkRow,
  fileIds: readonly string[],
): Promise<TelegramPhoto[]> {
  if (!fileIds.length) return []
  const rows = await sql<{ file_id: string; unique_id: string | null }[]>`
    select f ->> 'fileId' as file_id, f ->> 'uniqueId' as unique_id from (
      select content from bot_messages
      where workspace_id = ${ctx.workspaceId} and session_id = ${talk.id} and direction = 'in' and content ? 'files'
      order by id desc limit 100) as m, jsonb_array_elements(m.content -> 'files') as f`
  const unique = new Map(rows.map((row) => [row.file_id, row.unique_id ?? undefined]))
  return fileIds.map((fileId) => ({ fileId, uniqueId: unique.get(fileId) }))
}
