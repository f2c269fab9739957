import { leadKinds, leadSources, type LeadKind } from '@cartie/shared/domain/lead'
import { leadStatuses, type LeadStatus } from '@cartie/shared/domain/lead-status'
import { canonicalMake, canonicalModel } from '@cartie/shared/domain/makes'
import { parseYear } from '@cartie/shared/domain/year'
import type { LeadRow } from '@cartie/shared/schemas/lead-intake'
import type { z } from 'zod'
import type { Mapping, ReadRow } from '#lib/csv/table-kind.ts'
import { readPrice } from '#lib/inventory/price-text.ts'
import type { LeadTarget } from './csv-columns.ts'

/** A row as the API takes it. */
export type LeadRowInput = z.input<typeof LeadRow>

/**
 * Reads one row of a table as a lead. What can't be read is told and left empty, never guessed; phones go as they are
 * written, for the server keeps even those that nobody can read. A row without a name or a way to reach them is none.
 */
export function readLeadRow(
  cells: readonly string[],
  mapping: Mapping<LeadTarget>,
  currency: string,
): ReadRow<LeadRowInput, LeadTarget> {
  const unread: ReadRow<LeadRowInput, LeadTarget>['unread'] = []
  const lead: LeadRowInput = {}
  const text = (target: LeadTarget): string => {
    const at = mapping.indexOf(target)
    return at < 0 ? '' : (cells[at]?.trim() ?? '')
  }
  const read = <T>(target: LeadTarget, by: (raw: string) => T | undefined): T | undefined => {
    const raw = text(target)
    const value = raw ? by(raw) : undefined
    if (raw && value === undefined) unread.push({ column: mapping.indexOf(target), target })
    return value
  }
  const put = <K extends keyof LeadRowInput & LeadTarget>(
    target: K,
    by: (raw: string) => LeadRowInput[K] | undefined,
  ): void => {
    const value = read(target, by)
    if (value !== undefined) lead[target] = value
  }
  put('code', (raw) => raw.slice(0, 40))
  put('name', (raw) => raw.slice(0, 200))
  put('email', (raw) => (/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(raw) ? raw.slice(0, 254) : undefined))
  put('telegramUsername', (raw) => /(?:^@?|t\.me\/)(\w{3,64})$/.exec(raw)?.[1])
  put('kind', readKind)
  put('status', readStatus)
  put('source', (raw) => oneOf(leadSources, raw))
  put('city', (raw) => raw.slice(0, 100))
  put('make', (raw) => canonicalMake(raw).slice(0, 80))
  put('model', (raw) => canonicalModel(lead.make ?? '', raw).slice(0, 120))
  put('yearFrom', parseYear)
  put('yearTo', parseYear)
  put('request', (raw) => raw.slice(0, 5000))
  put('campaign', (raw) => raw.slice(0, 64))
  put('language', readLanguage)
  put('tags', (raw) =>
    partsOf(raw, /[;,|]/)
      .map((tag) => tag.slice(0, 40))
      .slice(0, 30),
  )
  const numbers = [...partsOf(text('phone'), /[;,/|]/), ...partsOf(text('otherPhones'), /[;,/|]/)]
  const [phone, ...others] = [...new Set(numbers.map((number) => number.slice(0, 100)))]
  if (phone) lead.phone = phone
  if (others.length) lead.otherPhones = others.slice(0, 10)
  const amount = (raw: string) => readPrice(raw, text('currency') || currency)
  const [min, max] = [read('budgetMin', amount), read('budgetMax', amount)]
  if (min || max) {
    const [low, high] = [min?.amount ?? null, max?.amount ?? null]
    const isTurned = low !== null && high !== null && low > high
    const ends = isTurned ? { min: high, max: low } : { min: low, max: high }
    lead.budget = { ...ends, currency: (max ?? min)!.currency }
  }
  const isSomebody = lead.name || lead.phone || lead.email || lead.telegramUsername || lead.code
  return isSomebody ? { row: lead, unread } : { unread }
}

const partsOf = (raw: string, by: RegExp): string[] =>
  raw
    .split(by)
    .map((part) => part.trim())
    .filter(Boolean)

const oneOf = <T extends string>(words: readonly T[], raw: string): T | undefined =>
  words.find((word) => word.toLowerCase() === raw.toLowerCase())

const kindWords: readonly (readonly [LeadKind, RegExp])[] = [
  ['SELL', /прода|sell|викуп|выкуп/i],
  ['BUY', /куп|buy|підб|подб|шука|ищет/i],
]
const readKind = (raw: string): LeadKind | undefined =>
  oneOf(leadKinds, raw) ?? kindWords.find(([, pattern]) => pattern.test(raw))?.[0]

const statusWords: readonly (readonly [LeadStatus, RegExp])[] = [
  ['LOST', /втрач|потер|відмов|отказ|lost|reject/i],
  ['WON', /продан|угод|сделк|успіх|успех|won|closed/i],
  ['IN_PROGRESS', /робот|работ|progress|процес|процесс/i],
  ['CONTACTED', /зв.?яза|связа|contact|дзвон|звон/i],
  ['NEW', /нов|new/i],
]
const readStatus = (raw: string): LeadStatus | undefined =>
  oneOf(leadStatuses, raw) ?? statusWords.find(([, pattern]) => pattern.test(raw))?.[0]

function readLanguage(raw: string): 'uk' | 'ru' | 'en' | undefined {
  if (/^(uk|ua|укр)/i.test(raw)) return 'uk'
  if (/^(ru|рос|рус)/i.test(raw)) return 'ru'
  return /^(en|анг|eng)/i.test(raw) ? 'en' : undefined
}
