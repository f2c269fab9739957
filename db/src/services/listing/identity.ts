import { createHash } from 'node:crypto'
import type { CarFields, ExtractedCar } from '@cartie/shared/domain/car'
import { canonicalUrl } from '@cartie/shared/domain/canonical-url'
import type { ListingInput } from '@cartie/shared/schemas/listing'
import { cleanValue } from './clean-fields.ts'
import type { ListingRow } from './listing-row.ts'

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

/** An address and the key that it is known by. */
function urlKeys(url: string | null | undefined): Pick<Identity, 'sourceUrl' | 'canonicalUrl'> {
  const sourceUrl = cleanValue(url, 4096) ?? null
  return { sourceUrl, canonicalUrl: sourceUrl && indexable(canonicalUrl(sourceUrl), 800) }
}

/** Chat and message are one key: half of it is none. */
function messageKeys(
  chat: string | null | undefined,
  message: number | null | undefined,
): Pick<Identity, 'sourceChatId' | 'sourceMessageId'> {
  const sourceChatId = cleanValue(chat, 200)
  const whole = sourceChatId !== undefined && Number.isSafeInteger(message)
  return whole
    ? { sourceChatId, sourceMessageId: message as number }
    : { sourceChatId: null, sourceMessageId: null }
}

/** Where a person says that a car is advertised; what the person does not mention stays as `stored`. */
export function addressOf(
  input: Pick<ListingInput, 'sourceUrl' | 'sourceChatId' | 'sourceMessageId'>,
  stored?: Pick<ListingRow, 'source_url' | 'source_chat_id' | 'source_message_id'> & {
    canonical_url: string | null
  },
): Omit<Identity, 'source' | 'sourceId'> {
  const message = stored?.source_message_id ?? null
  return {
    ...(input.sourceUrl === undefined && stored
      ? { sourceUrl: stored.source_url, canonicalUrl: stored.canonical_url }
      : urlKeys(input.sourceUrl)),
    ...messageKeys(
      input.sourceChatId === undefined ? stored?.source_chat_id : input.sourceChatId,
      input.sourceMessageId === undefined
        ? message === null
          ? null
          : Number(message)
        : input.sourceMessageId,
    ),
  }
}

/**
 * The identity of an advert. A text without any (a pasted post) is known by its facts, so that pasting it
 * twice does not double the car.
 */
export function identityOf(
  car: Omit<ExtractedCar, 'provenance' | 'losers'>,
  fields: Partial<CarFields>,
): Identity {
  const sourceId = cleanValue(car.sourceId, 4096)
  const identity: Identity = {
    source: cleanValue(car.source, 200) ?? 'text',
    sourceId: sourceId ? indexable(sourceId, 300) : null,
    ...urlKeys(car.sourceUrl),
    ...messageKeys(car.sourceChatId, car.sourceMessageId),
  }
  if (!identity.sourceId && !identity.canonicalUrl && !identity.sourceChatId)
    identity.sourceId = factsHash(fields)
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
