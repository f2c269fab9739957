import {
  parseOutcomes,
  reasons,
  type PageKind,
  type ParseItemStatus,
  type ParseOutcome,
  type ParseStatus,
  type ReasonCode,
} from '@cartie/shared/domain/parse-outcome'
import type { Language } from '@cartie/shared/schemas/common'
import type { Parse, ParseItem } from '@cartie/shared/schemas/parse'
import type { Counted } from './counted-as.ts'
import { unpackFacts, type StoredFacts } from './stored-facts.ts'

/** A row of `parses` as raw SQL gives it. */
export interface ParseRow {
  id: string
  kind: Parse['kind']
  status: ParseStatus
  source_label: string | null
  expand: boolean
  max_pages: number
  auto_save: boolean
  sample: boolean
  asked: number
  total: number
  done: number
  counts: Partial<Record<Counted, number>>
  cars: number
  created_by: string | null
  created_at: string
  started_at: string | null
  finished_at: string | null
}

/** A row of `parse_items` as lists show it. */
export interface ParseItemRow {
  id: string
  seq: number
  url: string | null
  body: string | null
  status: ParseItemStatus
  kind: PageKind
  reason: ReasonCode | null
  found: number
  listings: StoredFacts[]
  listing_ids: (string | null)[]
  review: ParseItem['review']
  attempts: number
  duration_ms: number | null
  finished_at: string | null
}

export const toIso = (at: string): string => new Date(at).toISOString()
const isoOrNull = (at: string | null) => (at === null ? null : toIso(at))

/** A parse as the API shows it; pace and time left are what its start and its count tell. */
export function toParse(row: ParseRow, now = Date.now()): Parse {
  const started = row.started_at === null ? null : new Date(row.started_at).getTime()
  const ended = row.finished_at === null ? now : new Date(row.finished_at).getTime()
  const seconds = started === null ? 0 : Math.max(0.001, (ended - started) / 1000)
  const ratePerSecond = seconds > 0 ? row.done / seconds : 0
  const open = row.status === 'queued' || row.status === 'running'
  const eta = open ? (ratePerSecond > 0 ? (row.total - row.done) / ratePerSecond : null) : 0
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    sourceLabel: row.source_label,
    expand: row.expand,
    maxPages: row.max_pages,
    autoSave: row.auto_save,
    sample: row.sample,
    asked: row.asked,
    total: row.total,
    done: row.done,
    counts: Object.fromEntries(parseOutcomes.map((o) => [o, row.counts[o] ?? 0])) as Record<
      ParseOutcome,
      number
    >,
    cars: row.cars,
    pendingReview: row.counts.held ?? 0,
    rejected: row.counts.rejected ?? 0,
    ratePerSecond: Math.round(ratePerSecond * 100) / 100,
    eta: eta === null ? null : Math.round(eta * 10) / 10,
    createdAt: toIso(row.created_at),
    startedAt: isoOrNull(row.started_at),
    finishedAt: isoOrNull(row.finished_at),
    createdBy: row.created_by,
  }
}

/** An item as the API shows it, its reason in the reader's language. */
export function toParseItem(row: ParseItemRow, language: Language): ParseItem {
  return {
    id: row.id,
    url: row.url,
    text: row.url === null ? row.body : null,
    status: row.status,
    kind: row.kind,
    reason: row.reason === null ? null : reasons[row.reason][language],
    reasonCode: row.reason,
    found: row.found,
    listings: row.listings.map((facts, i) => ({ ...unpackFacts(facts), id: row.listing_ids[i] ?? null })),
    review: row.review,
    attempts: row.attempts,
    durationMs: row.duration_ms,
    finishedAt: isoOrNull(row.finished_at),
  }
}
