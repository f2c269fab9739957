import { canonicalUrl } from '@cartie/shared/domain/canonical-url'
import type { CarField, ExtractedCar, Provenance } from '@cartie/shared/domain/car'
import { findStatus } from '@cartie/shared/domain/listing-status'
import { postReasonOf, type PostReason } from '@cartie/shared/domain/post-outcome'
import { overriddenFields, refusalOf } from '@cartie/shared/domain/post-rule'
import { parsePost } from '@cartie/shared/domain/post-text'
import { postUrl } from '@cartie/shared/domain/post-url'
import type { ClaimedPost } from '@cartie/db/services/post/claim'
import type { PostReading } from '@cartie/db/services/post/finish'
import type { KnownCar } from '@cartie/db/services/post/known-cars'
import { carsOfPost } from './cars-of-post.ts'

/** As the reader of Telegram's public pages calls it: one post is one advert, whoever reads it. */
const source = 't.me'

/**
 * What a post of a bot says: the cars that are to be saved, and why others are not. A rule decides what enters the
 * inventory; a car that is there follows its post whatever the rule says. What was sold before it was here stays out.
 * Photos and the date are not among it; see `withFacts`.
 */
export function readPost(post: ClaimedPost, seenAt: string): PostReading {
  const read = parsePost(post.text, { dictionary: post.dictionary })
  if (read.kind === 'not_a_car') {
    const status = post.known.length ? findStatus(post.text) : undefined
    return { cars: [], status, reason: status ? null : postReasonOf(read.reason) }
  }
  const cars: ExtractedCar[] = []
  let reason: PostReason | null = null
  for (const found of carsOfPost(read.cars, placeOf(post), seenAt)) {
    const car = overridden(post, found, seenAt)
    const known = read.cars.length === 1 ? post.known[0] : knownAs(post.known, car)
    const refusal = known || post.wanted ? undefined : refusalOf(post.rules, post.text, car.fields)
    if (refusal) reason ??= refusal
    else if (!known && !post.wanted && car.fields.status === 'SOLD') reason ??= 'already_sold'
    else cars.push(known ? onSaleAgain(car, known, post) : car)
  }
  return { cars, reason }
}

function placeOf({ place }: ClaimedPost) {
  if (!place) return { source }
  const { chatId: sourceChatId, messageId: sourceMessageId } = place
  return { source, sourceUrl: postUrl(place), sourceChatId, sourceMessageId }
}

const knownAs = (known: readonly KnownCar[], { sourceUrl }: ExtractedCar): KnownCar | undefined =>
  sourceUrl === undefined ? undefined : known.find((car) => car.canonicalUrl === canonicalUrl(sourceUrl))

function overridden({ rules, dictionary }: ClaimedPost, car: ExtractedCar, seenAt: string): ExtractedCar {
  const fields = overriddenFields(rules, car.fields, dictionary)
  const said: Provenance = { extractor: 'profile', confidence: 1, raw: '', seenAt }
  const provenance = Object.fromEntries((Object.keys(fields) as CarField[]).map((field) => [field, said]))
  return {
    ...car,
    fields: { ...car.fields, ...fields },
    provenance: { ...car.provenance, ...provenance },
  }
}

/** A car whose post no longer says that it is sold or reserved is for sale as when it came. */
function onSaleAgain(car: ExtractedCar, { status }: KnownCar, { rules }: ClaimedPost): ExtractedCar {
  const was = status === 'SOLD' || status === 'RESERVED'
  return car.fields.status === undefined && was
    ? { ...car, fields: { ...car.fields, status: rules.status } }
    : car
}
