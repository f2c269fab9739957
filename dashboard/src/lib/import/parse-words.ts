import type { Parse } from '@cartie/shared/schemas/parse'
import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { outcomeOrder, itemLook, waitingLook } from './outcome.ts'

/** What was given to an import: "120 посилань", "3 тексти", or its own label. */
export function parseTitle(parse: Parse): string {
  if (parse.sample) return m.parse_title_samples()
  if (parse.sourceLabel) return parse.sourceLabel
  return parseSize(parse)
}

/** How much an import holds, in words. */
export function parseSize(parse: Pick<Parse, 'kind' | 'total'>): string {
  const count = { count: parse.total, countText: number(parse.total) }
  if (parse.kind === 'texts') return m.count_posts(count)
  return parse.kind === 'search' ? m.parse_title_search() : m.count_links(count)
}

/** What became of an import's items so far, with how many there are of each: first what waits for a person. */
export const partsOf = (parse: Pick<Parse, 'counts' | 'pendingReview'>) => [
  { value: parse.pendingReview, ...waitingLook() },
  ...outcomeOrder.map((outcome) => ({ value: parse.counts[outcome] ?? 0, ...itemLook(outcome) })),
]

/** How many cars of an import wait for a person, in words. */
export const waitingText = ({ pendingReview: count }: Pick<Parse, 'pendingReview'>): string =>
  m.review_waiting({ count, countText: number(count) })
