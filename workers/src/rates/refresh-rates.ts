import { ratesRefresh } from '@cartie/shared/jobs/rates-refresh'
import { saveRates } from '@cartie/db/services/rate/save'
import type { SafeFetch } from '../fetch/safe-fetch.ts'
import { handle, type JobHandler } from '../handler.ts'
import { readRates } from './read-rates.ts'

/** Fetches the exchange rates of today. Where that fails, those of the last day stay, and it is tried again later. */
export function refreshRates(options: { fetch: SafeFetch; url: string | undefined }): JobHandler {
  return handle(ratesRefresh, async (_, tools) => {
    if (options.url === undefined) return
    const reply = await options.fetch(options.url, { robots: false })
    const rates = reply.ok && reply.status === 200 ? readRates(reply.bytes.toString('utf8')) : undefined
    if (rates) await saveRates(tools.db, rates)
    else tools.log.warn({ reason: reply.ok ? reply.status : reply.code }, 'exchange rates not fetched')
  })
}
