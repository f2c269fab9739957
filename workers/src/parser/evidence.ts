import { cleanLine, cleanText } from '@cartie/shared/domain/clean-text'
import type { CarField, CarFields, ExtractedCar, Extractor } from '@cartie/shared/domain/car'
import { carFields, extractors } from '@cartie/shared/domain/car'
import { builtIn, type Dictionary } from '@cartie/shared/domain/dictionary'

interface Candidate {
  value: CarFields[CarField]
  key: string
  raw: string
  extractor: Extractor
  confidence: number
}

const rank = new Map<Extractor, number>(extractors.map((name, i) => [name, i]))
const maxImages = 60
const maxDescription = 10_000
/** Two amounts in different currencies are one price printed twice, so they travel together. */
const sums = (a: number, b: number) => Math.min(0.99, a + b)

/** Collects what every layer says about one car, and lets the best-founded value of each field win. */
export class Evidence {
  /** By what names are understood. */
  readonly dictionary: Dictionary
  readonly #candidates = new Map<CarField, Candidate[]>()
  /** The candidates of each field best first, as long as none is added. */
  readonly #ranks = new Map<CarField, Candidate[]>()
  readonly #notes = new Map<string, string>()

  constructor(dictionary: Dictionary = builtIn) {
    this.dictionary = dictionary
  }

  /** Offers a value. Empty, out-of-range and unclean values are dropped or cleaned. */
  add<F extends CarField>(
    field: F,
    value: CarFields[F] | undefined,
    raw: unknown,
    extractor: Extractor,
    confidence: number,
  ): void {
    const tidy = value === undefined ? undefined : tidied(field, value)
    if (tidy === undefined) return
    this.#put(field, { value: tidy, key: keyOf(tidy), raw: rawText(raw), extractor, confidence })
  }

  #put(field: CarField, candidate: Candidate): void {
    const list = this.#candidates.get(field) ?? []
    const same = list.find((c) => c.key === candidate.key && c.extractor === candidate.extractor)
    if (same) same.confidence = Math.max(same.confidence, candidate.confidence)
    else if (list.length < 24) list.push(candidate)
    this.#candidates.set(field, list)
    this.#ranks.delete(field)
  }

  /** Offers a price with its currency as one. */
  addPrice(
    priceMinor: number | undefined,
    currency: string | undefined,
    raw: unknown,
    extractor: Extractor,
    confidence: number,
  ): void {
    if (priceMinor === undefined || currency === undefined || !/^[A-Z]{3}$/.test(currency) || priceMinor <= 0)
      return
    const value = tidied('priceMinor', priceMinor)
    if (value === undefined) return
    this.#put('priceMinor', {
      value,
      key: `${String(value)} ${currency}`,
      raw: rawText(raw),
      extractor,
      confidence,
    })
  }

  #ranked(field: CarField): Candidate[] {
    const known = this.#ranks.get(field)
    if (known) return known
    const ranked = rankedOf(this.#candidates.get(field) ?? [])
    this.#ranks.set(field, ranked)
    return ranked
  }

  /** The value that wins so far. */
  best<F extends CarField>(field: F): CarFields[F] | undefined {
    return this.#ranked(field)[0]?.value as CarFields[F] | undefined
  }

  /** Every offered value of a field with its confidence, best first. */
  values<F extends CarField>(field: F): { value: CarFields[F]; confidence: number }[] {
    return this.#ranked(field).map(({ value, confidence }) => ({ value: value as CarFields[F], confidence }))
  }

  /** Replaces or drops (undefined) each offered value of a field. */
  revise<F extends CarField>(
    field: F,
    change: (
      value: CarFields[F],
      confidence: number,
    ) => { value: CarFields[F]; confidence: number } | undefined,
  ): void {
    const list = this.#candidates.get(field)
    if (!list) return
    const kept = list.flatMap((c) => {
      const changed = change(c.value as CarFields[F], c.confidence)
      if (!changed) return []
      const key = changed.value === c.value ? c.key : keyOf(changed.value)
      return [{ ...c, ...changed, key }]
    })
    if (kept.length) this.#candidates.set(field, kept)
    else this.#candidates.delete(field)
    this.#ranks.delete(field)
  }

  /** Remembers a text that is no field of its own, such as the version; the longest stands. */
  remember(name: string, text: string): void {
    const line = cleanLine(text.slice(0, 400)).slice(0, 200)
    if (line.length > (this.#notes.get(name)?.length ?? 0)) this.#notes.set(name, line)
  }

  note(name: string): string | undefined {
    return this.#notes.get(name)
  }

  confidence(field: CarField): number {
    return this.#ranked(field)[0]?.confidence ?? 0
  }

  has(field: CarField, confidence = 0.5): boolean {
    return this.#candidates.has(field) && this.confidence(field) >= confidence
  }

  /** How many fields are known. */
  get size(): number {
    return this.#candidates.size
  }

  /** The car with each field's winner, its provenance and the losers. `seenAt` is ISO 8601, UTC. */
  build(source: string, seenAt: string): ExtractedCar {
    const car: ExtractedCar = { fields: {}, provenance: {}, losers: {}, source }
    for (const field of carFields) {
      if (field === 'currency') continue
      const [winner, ...rest] = this.#ranked(field)
      if (!winner) continue
      put(car.fields, field, winner.value)
      const { extractor, raw } = winner
      const confidence = Math.round(winner.confidence * 100) / 100
      car.provenance[field] = { extractor, confidence, raw, seenAt }
      if (field === 'priceMinor') {
        put(car.fields, 'currency', winner.key.slice(-3))
        car.provenance.currency = { extractor, confidence, raw, seenAt }
      }
      const losers = rest.filter((c) => c.key !== winner.key).slice(0, 5)
      if (losers.length) {
        car.losers[field] = losers.map((c) => ({
          value: c.value,
          extractor: c.extractor,
          confidence: Math.round(c.confidence * 100) / 100,
        }))
      }
    }
    return car
  }
}

function put<F extends CarField>(fields: Partial<CarFields>, field: F, value: CarFields[F]): void {
  fields[field] = value
}

/** Best first: what several extractors say counts more. */
function rankedOf(list: readonly Candidate[]): Candidate[] {
  if (list.length < 2) return list.map((c) => ({ ...c, confidence: sums(c.confidence, 0) }))
  const scored = list.map((c) => {
    const agree = new Set(list.filter((o) => o !== c && o.key === c.key).map((o) => o.extractor)).size
    return { ...c, confidence: sums(c.confidence, 0.04 * agree) }
  })
  return scored.sort(
    (a, b) => b.confidence - a.confidence || (rank.get(a.extractor) ?? 9) - (rank.get(b.extractor) ?? 9),
  )
}

/** Values of one key are the same. */
const keyOf = (value: CarFields[CarField]): string =>
  typeof value === 'string' ? value.toLowerCase() : String(value)

function rawText(raw: unknown): string {
  const text = typeof raw === 'string' ? raw : raw === undefined ? '' : (JSON.stringify(raw) ?? '')
  return cleanLine(text.slice(0, 400)).slice(0, 120)
}

function tidied(field: CarField, value: CarFields[CarField]): CarFields[CarField] | undefined {
  if (Array.isArray(value)) return value.length ? value.slice(0, maxImages) : undefined
  if (typeof value === 'string') {
    const text =
      field === 'description'
        ? cleanText(value).trim().slice(0, maxDescription)
        : cleanLine(value.slice(0, 2_000)).slice(0, 300)
    return text === '' ? undefined : text
  }
  if (!Number.isFinite(value)) return undefined
  if (field === 'mileageKm') return value >= 0 && value <= 3_000_000 ? Math.round(value) : undefined
  if (field === 'year')
    return value >= 1900 && value <= new Date().getFullYear() + 1 ? Math.round(value) : undefined
  if (field === 'priceMinor') return value > 0 && value < 1e13 ? Math.round(value) : undefined
  if (field === 'engineVolumeL') return value >= 0.05 && value <= 30 ? Math.round(value * 10) / 10 : undefined
  if (field === 'powerHp') return value >= 1 && value <= 3000 ? Math.round(value) : undefined
  return value
}
