import { callRun } from '@cartie/shared/jobs/call-run'
import { SearchInput } from '@cartie/shared/schemas/parse'
import type { CarCard } from '@cartie/shared/scenario/car-card'
import type { CarFilters, Effect } from '@cartie/shared/scenario/effect'
import { Value } from '@cartie/shared/scenario/value'
import type { ExtractedCar } from '@cartie/shared/domain/car'
import { toMajor } from '@cartie/shared/domain/money'
import { claimCall } from '@cartie/db/services/call/claim'
import { findWaitingCall } from '@cartie/db/services/call/find-waiting'
import { finishCall } from '@cartie/db/services/call/finish'
import type { SafeFetch } from '../fetch/safe-fetch.ts'
import { handle, type JobHandler } from '../handler.ts'
import { parsePage } from '../parser/parse-page.ts'
import { searchUrl } from '../parser/sites/registry.ts'

type Search = Extract<Effect, { type: 'search' }>
type HttpRequest = Extract<Effect, { type: 'httpRequest' }>
interface Result {
  ok: boolean
  value: Value
}

/** Where cars are looked for that the inventory does not have. */
const searchedSite = 'auto.ria.com'
const deadlineMs = 20_000
const maxAnswerBytes = 256 * 1024
const failed: Result = { ok: false, value: null }

/** Makes the calls that talks wait for: HTTP requests of scenarios and searches on sites. */
export function runCall(fetch: SafeFetch): JobHandler {
  const run: JobHandler<typeof callRun.payload>['run'] = async (
    { workspaceId, callId },
    { context, signal },
  ) => {
    const ctx = context(workspaceId)
    const call = await claimCall(ctx, callId)
    if (!call) return
    const { request } = call
    // What may have changed something elsewhere is not asked a second time by itself.
    const mayRepeat =
      request.type === 'search' || (request.type === 'httpRequest' && request.method === 'GET')
    const result =
      call.attempts > 1 && !mayRepeat
        ? failed
        : request.type === 'search'
          ? await searchSite(fetch, request)
          : request.type === 'httpRequest'
            ? await askOverHttp(fetch, request, signal)
            : failed
    await finishCall(ctx, call, result)
  }
  return handle(callRun, run, findWaitingCall)
}

async function askOverHttp(
  fetch: SafeFetch,
  { method, url, headers, body }: HttpRequest,
  signal: AbortSignal,
): Promise<Result> {
  const reply = await fetch(url, {
    deadlineMs,
    maxBytes: maxAnswerBytes,
    robots: false,
    signal,
    send: {
      method,
      headers: {
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    },
  })
  if (!reply.ok) return { ok: false, value: { error: reply.code } }
  const text = reply.bytes.toString('utf8').replaceAll('\0', '').toWellFormed()
  return { ok: reply.status < 400, value: { status: reply.status, body: jsonOr(text) } }
}

function jsonOr(text: string): Value {
  try {
    const parsed = Value.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : text.slice(0, 4000)
  } catch {
    return text.slice(0, 4000)
  }
}

async function searchSite(fetch: SafeFetch, { filters, limit }: Search): Promise<Result> {
  const search = SearchInput.safeParse({ site: searchedSite, ...searchOf(filters) })
  const url = search.success ? searchUrl(search.data) : undefined
  if (url === undefined) return failed
  const page = await fetch(url, { deadlineMs })
  if (!page.ok) return failed
  const read = await parsePage({
    bytes: page.bytes,
    url: page.url,
    contentType: page.contentType,
    status: page.status,
  })
  if (read.kind !== 'search') return failed
  return { ok: true, value: { cars: read.cars.slice(0, limit).map(cardOf), total: read.cars.length } }
}

const searchOf = ({ make, model, budget, yearMin }: CarFilters) => ({
  ...(make === undefined ? {} : { make }),
  ...(model === undefined ? {} : { model }),
  ...(yearMin === undefined ? {} : { yearFrom: yearMin }),
  ...(budget?.currency === 'USD' ? { priceTo: toMajor(budget.amountMinor, budget.currency) } : {}),
})

function cardOf({ fields, sourceUrl }: ExtractedCar): CarCard {
  const { title, make, model, year, priceMinor, currency, mileageKm, location, images } = fields
  const name = title ?? [make, model, year].filter(Boolean).join(' ')
  return {
    title: name.slice(0, 200) || '—',
    ...(priceMinor !== undefined && currency !== undefined
      ? { price: { amountMinor: priceMinor, currency } }
      : {}),
    ...(year === undefined ? {} : { year }),
    ...(mileageKm === undefined ? {} : { mileageKm }),
    ...(location === undefined ? {} : { city: location.slice(0, 100) }),
    ...(sourceUrl === undefined ? {} : { url: sourceUrl }),
    ...(images?.[0] === undefined ? {} : { photo: images[0] }),
  }
}
