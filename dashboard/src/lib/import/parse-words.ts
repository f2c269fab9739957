import type { Parse } from '@cartie/shared/schemas/parse'
import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { outcomeOrder, itemLook } from './outcome.ts'

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

/** The parts of an import's bar. */
export const partsOf = (counts: Parse['counts']) =>
  outcomeOrder.map((outcome) => {
    const look = itemLook(outcome)
    return { value: counts[outcome] ?? 0, tone: look.tone, label: look.label }
  })
