import type { Context } from '@cartie/db/context'
import { spendQuota } from '@cartie/db/services/site/spend-quota'
import { siteOf } from './sites/registry.ts'

/** Gives the official interface's address for an advert, where there is a key and some quota left. */
export type OfficialAddress = (url: string) => Promise<string | undefined>

/**
 * The official interfaces that this installation has keys for, by site id. Each answer spends one request of the
 * workspace's hour; without a key or quota it is undefined and the page itself is read. Keep the address out of logs.
 */
export function officialApi(
  ctx: Context,
  keys: ReadonlyMap<string, string>,
  now: () => Date = () => new Date(),
): OfficialAddress {
  return async (url) => {
    if (!keys.size) return undefined
    const site = siteOf(url)
    const key = keys.get(site.id)
    const id = key === undefined ? undefined : site.idOf?.(new URL(url))
    if (!site.api || key === undefined || id === undefined) return undefined
    const window = now().toISOString().slice(0, 'yyyy-mm-ddThh'.length)
    const left = await spendQuota(ctx, { site: site.id, window, limit: site.api.perHour })
    return left ? site.api.url(id, key) : undefined
  }
}
