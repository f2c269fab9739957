import type { Parse } from '@cartie/shared/schemas/parse'
import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { outcomeOrder, itemLook, rejectedLook, waitingLook } from './outcome.ts'

/** What was given to an import: "120 посилань", "3 тексти", or its own label. */
export function parseTitle(parse: Parse): string {
  if (parse.sample) return m.parse_title_samples()
  if (parse.sourceLabel) return parse.sourceLabel
  return parseSize(parse)
}

/** What was asked of an import, in words, and where search pages expanded how many cars it came to. */
export function parseSize(parse: Pick<Parse, 'kind' | 'asked' | 'total' | 'cars'>): string {
  const count = { count: parse.asked, countText: number(parse.asked) }
  const asked =
    parse.kind === 'texts'
      ? m.count_posts(count)
      : parse.kind === 'search'
        ? m.parse_title_search()
        : m.count_links(count)
  if (parse.total === parse.asked || !parse.cars) return asked
  return `${asked} → ${m.inventory_count({ count: parse.cars, countText: number(parse.cars) })}`
}

/** What became of an import's items so far, with how many there are of each: first what waits for a person. */
export const partsOf = (parse: Pick<Parse, 'counts' | 'pendingReview' | 'rejected'>) => [
  { value: parse.pendingReview, ...waitingLook() },
  ...outcomeOrder.map((outcome) => ({ value: parse.counts[outcome] ?? 0, ...itemLook(outcome) })),
  { value: parse.rejected, ...rejectedLook() },
]

/** How many cars of an import wait for a person, in words. */
export const waitingText = ({ pendingReview: count }: Pick<Parse, 'pendingReview'>): string =>
  m.review_waiting({ count, countText: number(count) })
