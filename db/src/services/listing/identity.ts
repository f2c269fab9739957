import { createHash } from 'node:crypto'
import type { CarFields, ExtractedCar } from '@cartie/shared/domain/car'
import { canonicalUrl } from '@cartie/shared/domain/canonical-url'
import { cleanValue } from './clean-fields.ts'

/** By what an advert is known again. At least one of the three is set. */
export interface Identity {
  source: string
  sourceId: string | null
  sourceUrl: string | null
  canonicalUrl: string | null
  sourceChatId: string | null
  sourceMessageId: number | null
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

// An index entry must stay under a third of a page, whatever a site calls its adverts.
const indexable = (value: string, max: number) => (value.length <= max ? value : `sha256:${digest(value)}`)

/**
 * The identity of an advert. A text without any (a pasted post) is known by its facts, so that pasting it
 * twice does not double the car.
 */
export function identityOf(
  car: Omit<ExtractedCar, 'provenance' | 'losers'>,
  fields: Partial<CarFields>,
): Identity {
  const sourceUrl = cleanValue(car.sourceUrl, 4096) ?? null
  const canonical = sourceUrl ? (canonicalUrl(sourceUrl) ?? null) : null
  const sourceId = cleanValue(car.sourceId, 4096)
  const chat = cleanValue(car.sourceChatId, 200)
  const message = car.sourceMessageId
  const isMessage = chat !== undefined && message !== undefined && Number.isSafeInteger(message)
  const identity: Identity = {
    source: cleanValue(car.source, 200) ?? 'text',
    sourceId: sourceId ? indexable(sourceId, 300) : null,
    sourceUrl,
    canonicalUrl: canonical ? indexable(canonical, 800) : null,
    sourceChatId: isMessage ? chat : null,
    sourceMessageId: isMessage ? message : null,
  }
  if (!identity.sourceId && !identity.canonicalUrl && !isMessage) identity.sourceId = factsHash(fields)
  return identity
}

const squeeze = (text: string | undefined) =>
  text?.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

function factsHash(f: Partial<CarFields>): string {
  const facts = [f.make, f.model, f.year, f.priceMinor, f.currency, f.mileageKm, f.sellerPhone]
  return digest(JSON.stringify([...facts, squeeze(f.description) ?? squeeze(f.title)]))
}

/** The identity as up to three strings; two adverts that share one are the same advert. */
export function identityKeys(id: Identity): string[] {
  const keys: string[] = []
  if (id.sourceId) keys.push(`s\0${id.source}\0${id.sourceId}`)
  if (id.canonicalUrl) keys.push(`u\0${id.canonicalUrl}`)
  if (id.sourceChatId) keys.push(`m\0${id.sourceChatId}\0${id.sourceMessageId}`)
  return keys
}
