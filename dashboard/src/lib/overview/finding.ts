import type { Overview } from '@cartie/shared/schemas/stats'
import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'

/** What the leads of a period say beside those of the one before: a tenth more or less is no news. */
export function leadsFinding({ total, before }: Pick<Overview['leads'], 'total' | 'before'>): string {
  const values = { total: number(total), before: number(before) }
  if (!total) return m.overview_leads_none()
  if (!before) return m.overview_leads_first({ total: values.total, count: total })
  if (total > before * 1.1) return m.overview_leads_rising(values)
  if (total < before * 0.9) return m.overview_leads_falling(values)
  return m.overview_leads_steady(values)
}

/** Outcomes of pages that gave a car. */
const read = ['saved', 'changed', 'unchanged', 'duplicate'] as const

/** How many pages the imports asked, and how many of them gave a car. */
export function pagesRead({ outcomes }: Overview['parses']): { pages: number; read: number } {
  return {
    pages: Object.values(outcomes).reduce((sum, n) => sum + n, 0),
    read: read.reduce((sum, name) => sum + outcomes[name], 0),
  }
}

/** A part of a whole in per cent; a dash of nothing. */
export const shareText = (part: number, whole: number): string =>
  whole ? m.overview_percent({ n: number(Math.round((part / whole) * 100)) }) : '—'
