import type { ExtractedCar } from '@cartie/shared/domain/car'
import { siteOf, sourceFor } from './sites/registry.ts'

/** The number in an address that names its advert: six digits or more in the last part of the path or in an id parameter. */
export function idFromUrl(url: URL): string | undefined {
  for (const [key, value] of url.searchParams)
    if (/id$|^ad$|kode$/i.test(key) && /^[\w-]{5,40}$/.test(value) && /\d{4}/.test(value)) return value
  const last = url.pathname.split('/').filter(Boolean).slice(-2).reverse()
  for (const part of last) {
    const numbers = part.match(/\d{6,}/g)
    if (numbers) return numbers.sort((a, b) => b.length - a.length)[0]
  }
  return undefined
}

/** Gives a car its source, its advert's address and id: the site's own rule for the id before the page's. */
export function identified(
  car: ExtractedCar,
  address: string | undefined,
  id: string | undefined,
): ExtractedCar {
  if (address === undefined || !URL.canParse(address)) return { ...car, ...(id ? { sourceId: id } : {}) }
  const url = new URL(address)
  const site = siteOf(address)
  const sourceId = site.idOf?.(url) ?? id ?? idFromUrl(url)
  const sourceUrl = site.canonicalUrl?.(url) ?? address.replace(/#.*$/, '')
  return { ...car, source: sourceFor(address), sourceUrl, ...(sourceId ? { sourceId } : {}) }
}
