import { parsePost } from '@cartie/shared/domain/post-text'
import type { Dictionary } from '@cartie/shared/domain/dictionary'
import type { ExtractedCar } from '@cartie/shared/domain/car'
import type { PageResult } from '@cartie/shared/domain/page-result'
import type { SearchInput } from '@cartie/shared/schemas/parse'
import type { SiteProfile } from '@cartie/shared/schemas/site'
import type { ClaimedItem } from '@cartie/db/services/parse/claim'
import type { ClaimedParse } from '@cartie/db/services/parse/claimed-parse'
import type { ItemResult } from '@cartie/db/services/parse/finish'
import { withScheme } from '@cartie/db/services/parse/plan-items'
import type { FetchedPage } from '../fetch/fetch-result.ts'
import { judgeStatus } from '../fetch/judge-status.ts'
import type { SafeFetch } from '../fetch/safe-fetch.ts'
import { carsOfPost } from './cars-of-post.ts'
import type { OfficialAddress } from './official-api.ts'
import { parsePage } from './parse-page.ts'
import { searchUrl } from './sites/registry.ts'

/** An item that may be read better later: give it back instead of ending it. */
export interface TryLater {
  retryAfterMs: number | undefined
  result: ItemResult
}

export interface Reader {
  fetch: SafeFetch
  timeoutMs: number
  profiles: (host: string) => SiteProfile | undefined
  official: OfficialAddress
  dictionary: Dictionary
}

/** A host that failed again and again is left alone for so long (the fetcher's breaker). */
const circuitMs = 30_000

type Reading = Pick<ItemResult, 'kind' | 'outcome' | 'reason' | 'cars' | 'children'>

const ended = (outcome: NonNullable<ItemResult['outcome']>, reason: ItemResult['reason']): Reading => ({
  kind: 'none',
  outcome,
  reason,
  cars: [],
  children: [],
})

/** Reads one claimed item: a text at once, an address through the guarded fetcher. Never throws for what a page does. */
export async function readItem(
  reader: Reader,
  parse: ClaimedParse,
  item: ClaimedItem,
): Promise<ItemResult | TryLater> {
  const started = performance.now()
  const finish = (reading: Reading, url?: string): ItemResult => ({
    id: item.id,
    fence: item.fence,
    ...reading,
    profileAt: item.host === null ? undefined : reader.profiles(item.host)?.updatedAt,
    ...(url === undefined ? {} : { url }),
    durationMs: performance.now() - started,
  })
  if (parse.kind === 'texts') return finish(readText(item.body ?? '', reader.dictionary))
  const url =
    item.url === null ? searchUrl(JSON.parse(item.body ?? '{}') as SearchInput) : withScheme(item.url)
  if (url === undefined) return finish(ended('failed', 'invalid_url'))
  const official = await askOfficially(reader, url)
  if (official) return finish(readingOf(official, parse, item), url)
  return reader.fetch.read(url, { deadlineMs: reader.timeoutMs }, async (page) => {
    if (!page.ok) {
      const result = finish(ended(page.reason === 'robots' ? 'wall' : 'failed', page.reason), url)
      const retryAfterMs = page.code === 'CIRCUIT_OPEN' ? circuitMs : undefined
      return page.retryable ? { retryAfterMs, result } : result
    }
    const judged = judgeStatus(page.status, page.headers)
    if (judged?.retryable) {
      const wait = judged.retryAfterS === undefined ? undefined : judged.retryAfterS * 1000
      return { retryAfterMs: wait, result: finish(ended('failed', judged.reason), url) }
    }
    const result = await parseFetched(reader, page, page.url, reader.profiles(new URL(page.url).host))
    // A refusal may come without a page: then its status is all that is known.
    if (judged && result.kind === 'none' && result.outcome === 'failed') {
      return finish(ended(judged.reason === 'forbidden_by_site' ? 'wall' : 'failed', judged.reason), url)
    }
    return finish(readingOf(result, parse, item), url)
  })
}

const parseFetched = (reader: Reader, page: FetchedPage, url: string, profile?: SiteProfile) =>
  parsePage({
    bytes: page.bytes,
    url,
    contentType: page.contentType,
    status: page.status,
    words: reader.dictionary.own,
    ...(profile ? { profile } : {}),
  })

/** An advert through its site's official interface; undefined where there is none or it does not give the advert. */
async function askOfficially(reader: Reader, url: string): Promise<PageResult | undefined> {
  const address = await reader.official(url)
  if (address === undefined) return undefined
  return reader.fetch.read(address, { deadlineMs: reader.timeoutMs, robots: false }, async (reply) => {
    if (!reply.ok || reply.status !== 200) return undefined
    // The advert's own address, for the other one holds the key.
    const result = await parseFetched(reader, reply, url)
    return result.kind === 'listing' ? result : undefined
  })
}

/** Turns what a page holds into what becomes of its item. */
function readingOf(result: PageResult, parse: ClaimedParse, item: ClaimedItem): Reading {
  if (result.kind === 'none') return ended(result.outcome, result.reason)
  if (result.kind === 'listing') {
    const gone = result.gone === undefined ? {} : { outcome: 'gone' as const }
    return { kind: 'listing', ...gone, reason: result.gone ?? null, cars: [result.car], children: [] }
  }
  const children: ItemResult['children'] = []
  const page = item.page
  // A page reached as a listing may itself be a list; it is read as it is and leads no further.
  if (parse.expand && page !== null) {
    if (result.kind === 'search') {
      for (const car of result.cars) if (car.sourceUrl) children.push({ url: car.sourceUrl, page: null })
    }
    if (result.nextPageUrl && page + 1 < parse.maxPages)
      children.push({ url: result.nextPageUrl, page: page + 1 })
  }
  const none = result.cars.length === 0
  const reason = none ? (result.kind === 'search' ? 'empty_search' : 'no_car_found') : null
  return {
    kind: result.kind,
    ...(none ? { outcome: 'not_a_car' as const } : {}),
    reason,
    cars: result.cars,
    children,
  }
}

function readText(text: string, dictionary: Dictionary): Reading {
  const post = parsePost(text, { dictionary })
  if (post.kind === 'not_a_car') return ended('not_a_car', post.reason)
  const cars: ExtractedCar[] = carsOfPost(post.cars, { source: 'text' })
  return { kind: 'listing', reason: null, cars, children: [] }
}
