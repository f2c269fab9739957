import { sourceOf } from '@cartie/shared/domain/canonical-url'
import type { ParseItem } from '@cartie/shared/schemas/parse'
import { m } from '#lib/paraglide/messages.js'

/** Where an item comes from: the site, and what tells it from others there; for a text its beginning. */
export function placeOf(item: Pick<ParseItem, 'url' | 'text'>): { host: string; rest: string } {
  if (!item.url) return { host: m.item_text(), rest: (item.text ?? '').replace(/\s+/g, ' ').slice(0, 160) }
  const url = URL.parse(item.url)
  if (!url) return { host: '', rest: item.url }
  return { host: sourceOf(item.url), rest: decodedPath(url) }
}

function decodedPath(url: URL): string {
  const path = url.pathname + url.search
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
