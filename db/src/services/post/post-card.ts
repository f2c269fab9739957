import { postReasons, type PostOutcome, type PostReason } from '@cartie/shared/domain/post-outcome'
import type { PostCar } from '@cartie/shared/domain/post-text'
import { carLine } from '@cartie/shared/scenario/car-card'
import { escapeHtml } from '@cartie/shared/scenario/html'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'
import type { NewDelivery } from '../delivery/enqueue.ts'
import { putWords } from '../variant/put-words.ts'
import { putPressData } from '../variant/variant-press.ts'
import { toChat } from '../talk/to-chat.ts'
import { missingOf, postWords, surenessOf } from './post-words.ts'
import { pressData } from './post-press.ts'

/** The cars of a forwarded post in Telegram's HTML, with buttons to save them or leave it. */
export function offerCard(postId: string, cars: readonly PostCar[], known: boolean, language: Language) {
  const words = postWords[language]
  const missing = cars.length === 1 ? missingOf(cars[0]!.fields, language) : []
  const lines = [
    ...cars.map((car) => carText(car, language)),
    words[surenessOf(cars)],
    missing.length ? `${words.missing}: ${missing.join(', ')}` : '',
    known ? words.known : '',
  ]
  const button = (press: 'save' | 'skip') => ({ text: words[press], callback_data: pressData(postId, press) })
  return {
    text: lines.filter(Boolean).join('\n'),
    reply_markup: {
      inline_keyboard: [
        [button('save'), button('skip')],
        ...(cars.length === 1
          ? [[{ text: putWords[language].put, callback_data: putPressData(postId) }]]
          : []),
      ],
    },
  }
}

/** A car as a talk tells one, with the phone of its post. */
function carText({ fields }: PostCar, language: Language): string {
  const { make, model, year, title, priceMinor, currency, mileageKm, location, sellerPhone } = fields
  const line = carLine(
    {
      title: [make, model, year].filter(Boolean).join(' ') || title || '—',
      ...(priceMinor === undefined || currency === undefined
        ? {}
        : { price: { amountMinor: priceMinor, currency } }),
      ...(mileageKm === undefined ? {} : { mileageKm }),
      ...(location === undefined ? {} : { city: location }),
    },
    language,
  )
  return [line, escapeHtml(sellerPhone ?? '')].filter(Boolean).join('\n')
}

export interface CardEnd {
  outcome: PostOutcome
  reason: PostReason | null
  listingIds: readonly string[]
  /** The page of a car, for people. */
  carUrl: (listingId: string) => string
}

/** A card once its post has come to an end: what came of it in place of the buttons. */
export async function endedCard(
  ctx: Context,
  tx: Tx,
  to: { botId: string; chatId: string; messageId: number },
  { outcome, reason, listingIds, carUrl }: CardEnd,
): Promise<NewDelivery> {
  const [bot] = await tx.sql<{ language: Language }[]>`
    select language from bot_configs where workspace_id = ${ctx.workspaceId} and id = ${to.botId}`
  const language = bot?.language ?? 'uk'
  const cars = listingIds.length
    ? await tx.sql<{ id: string; name: string }[]>`
        select id, coalesce(nullif(concat_ws(' ', make, model, year), ''), title, '—') as name from car_listings
        where workspace_id = ${ctx.workspaceId} and id in ${tx.sql([...listingIds])} order by first_seen_at, id`
    : []
  const lines = [
    postWords[language].outcomes[outcome],
    ...cars.map(({ id, name }) => `<a href="${escapeHtml(carUrl(id))}">${escapeHtml(name)}</a>`),
    reason ? escapeHtml(postReasons[reason][language]) : '',
  ]
  return toChat(to, 'editMessageText', { message_id: to.messageId, text: lines.filter(Boolean).join('\n') })
}
