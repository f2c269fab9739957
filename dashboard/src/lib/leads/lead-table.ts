import { getLeadImport, importLeads } from '@cartie/shared/endpoints/leads'
import { call } from '#lib/api.ts'
import type { Sent } from '#lib/csv/import-rows.ts'
import type { TableKind } from '#lib/csv/table-kind.ts'
import { money } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { guessLeadColumns, leadTargets, type LeadTarget } from './csv-columns.ts'
import { readLeadRow, type LeadRowInput } from './csv-row.ts'
import { fieldWords, kindWords, statusWord } from './words.ts'

const lookEveryMs = 400
/** Longer than this nobody is kept waiting: the rest is captured in the background. */
const waitMs = 30_000

/** A table of people. */
export const leadTable: TableKind<LeadRowInput, LeadTarget> = {
  targets: leadTargets,
  words: {
    ...(fieldWords as Record<LeadTarget, () => string>),
    code: m.leads_code,
    source: m.leads_field_source,
    budgetMin: m.leads_field_budget_min,
    budgetMax: m.leads_field_budget_max,
    currency: m.leads_field_currency,
  },
  guess: guessLeadColumns,
  read: readLeadRow,
  understood(lead, target, raw) {
    const text =
      target === 'kind'
        ? lead.kind && kindWords[lead.kind]()
        : target === 'status'
          ? lead.status && statusWord(lead.status)
          : target === 'budgetMin' || target === 'budgetMax'
            ? budgetEnd(lead, target)
            : target === 'make' || target === 'model' || target === 'yearFrom' || target === 'yearTo'
              ? lead[target]
              : undefined
    const told = String(text ?? '')
    return plain(told) === plain(raw) ? '' : told
  },
  skippedText: m.leads_csv_skipped,
  changedText: m.leads_csv_merged,
  async send(rows, idempotencyKey, signal) {
    const batch = await call(importLeads, { body: { rows }, idempotencyKey })
    return outcomeOf(batch.id, signal)
  },
}

/** Amounts are shown with spaces that don't break. */
const plain = (text: string) => text.replace(/\s/g, ' ')

function budgetEnd({ budget }: LeadRowInput, end: 'budgetMin' | 'budgetMax'): string | undefined {
  const amount = end === 'budgetMin' ? budget?.min : budget?.max
  return budget && amount ? money(amount, budget.currency) : undefined
}

/** Rows are captured in the background: waits for what became of them. */
async function outcomeOf(id: string, signal: AbortSignal): Promise<Sent> {
  const until = Date.now() + waitMs
  for (;;) {
    const { pending, created, merged, unchanged, problems } = await call(getLeadImport, {
      params: { id },
      signal,
    })
    if (pending === 0 || Date.now() > until) {
      const refused = problems.map(({ row, error }) => ({ row: row - 1, message: error }))
      return { created, changed: merged, unchanged, waiting: pending, refused }
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}
