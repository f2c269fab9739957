import { findVin } from '@cartie/shared/domain/vin'
import { parseMoney, toMinor } from '@cartie/shared/domain/money'
import { normalizePhone } from '@cartie/shared/domain/phone'
import { AppError } from '@cartie/shared/errors'
import type { OfferForm } from '@cartie/shared/schemas/variant'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'
import { keepPhoto } from '../media/keep-photo.ts'
import { addVariant } from './add.ts'
import { factsOfText } from './facts-of-text.ts'
import { requestIdOfToken } from './offer-page.ts'

/** Nobody sells a car for less, in major units of any currency: such a number has lost its thousands. */
const leastPrice = 100

/**
 * A car that a visitor of an offer page offers, or the partner whose own link led there; returns its number. What a
 * robot filled in, which sees the field that people don't, is dropped: null. Throws `not_found`, `invalid` for a phone
 * number, a price or a photo that is none, and `conflict` as `addVariant` does.
 */
export async function acceptOffer(ctx: Context, token: string, form: OfferForm): Promise<number | null> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    const requestId = await requestIdOfToken(ctx, tx, token)
    if (form.website) return null
    const phone = normalizePhone(form.phone)
    if (phone === undefined) throw wrong('/phone', 'no_phone', 'Write a whole phone number: 067 123 45 67.')
    const price = await priceOf(ctx, tx, requestId, form.price)
    const {
      priceMinor: _price,
      currency: _currency,
      url: _url,
      ...read
    } = factsOfText(
      [form.title, form.year, form.details].filter(Boolean).join('\n'),
      await readDictionary(ctx, tx),
    )
    const vin = form.vin === undefined ? undefined : findVin(`VIN ${form.vin.replaceAll(/\s/g, '')}`)
    const said = [form.details, form.vin && vin === undefined ? `VIN ${form.vin}` : '']
      .filter(Boolean)
      .join('\n')
    const giver = await giverOf(ctx, tx, requestId, form.by)
    const photos: string[] = []
    for (const [n, photo] of form.photos.entries())
      photos.push((await keepPhoto(ctx, tx, Buffer.from(photo, 'base64'), `/photos/${n}`)).path)
    const { number } = await addVariant(ctx, tx, requestId, {
      ...read,
      ...price,
      source: 'page',
      title: form.title ?? read.title,
      year: form.year ?? read.year ?? null,
      mileageKm: form.mileageKm ?? read.mileageKm ?? null,
      vin: vin ?? read.vin ?? null,
      url: form.url ?? null,
      details: said || null,
      photos,
      offererName: form.name,
      offererPhone: phone,
      ...giver,
      by: { actor: giver ? `partner:${giver.partnerId}` : 'visitor', name: form.name },
    })
    return number
  })
}

/** The partner whose own post led to the page, and their chat, where they hear what becomes of the car. */
async function giverOf(ctx: Context, { sql }: Tx, requestId: string, by: string | undefined) {
  if (by === undefined) return undefined
  const [giver] = await sql<
    { partnerId: string; partnerUserId: string | null; botId: string; sessionId: string | null }[]
  >`
    select p.partner_id as "partnerId", u.id as "partnerUserId", p.bot_id as "botId", s.id as "sessionId"
    from request_posts p
      join partners c on c.workspace_id = p.workspace_id and c.id = p.partner_id
      left join bot_sessions s on s.workspace_id = p.workspace_id and s.bot_id = p.bot_id and s.chat_id = p.chat_id
      left join partner_users u on u.workspace_id = p.workspace_id and u.session_id = s.id and u.removed_at is null
        and u.partner_id = p.partner_id
    where p.workspace_id = ${ctx.workspaceId} and p.request_id = ${requestId} and p.id::text = ${by}
      and p.target = 'partner' and c.status = 'ACTIVE' and c.deleted_at is null`
  return giver
}

/** An amount as people write it; without a currency it is that of the request's budget, or else the company's. */
async function priceOf(ctx: Context, { sql }: Tx, requestId: string, text: string) {
  const [known] = await sql<{ currency: string }[]>`
    select coalesce(r.currency, w.currency) as currency
    from workspaces w left join b2b_requests r on r.workspace_id = w.id and r.id = ${requestId}
    where w.id = ${ctx.workspaceId}`
  const currency = known?.currency ?? 'USD'
  const read = parseMoney(text, { currency })
  if (!read || read.amountMinor < toMinor(leastPrice, read.currency ?? currency))
    throw wrong('/price', 'no_price', 'Write the whole price: 12 000 $, or 12k.')
  return { priceMinor: read.amountMinor, currency: read.currency ?? currency }
}

const wrong = (pointer: string, code: string, message: string) =>
  new AppError('invalid', message, { errors: [{ pointer, code, message }] })
