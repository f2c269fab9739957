import type { CarFields } from '@cartie/shared/domain/car'
import {
  bodyTypes,
  conditions,
  drives,
  fuels,
  listingStatuses,
  sellerKinds,
  transmissions,
} from '@cartie/shared/domain/car'

type Cleaner = (value: unknown) => unknown

/** Drops NUL, mends lone surrogates, trims and cuts, so that a text from outside can be stored; empty is unknown. */
export function cleanValue(value: unknown, max: number): string | undefined {
  if (typeof value !== 'string') return undefined
  const sound = value.isWellFormed() && !value.includes('\0')
  const text = (sound ? value : value.replaceAll('\0', '').toWellFormed()).trim()
  if (text.length <= max) return text || undefined
  // A cut may halve a surrogate pair.
  return text.slice(0, max).replace(/[\ud800-\udbff]$/, '') || undefined
}

const text =
  (max: number): Cleaner =>
  (v) =>
    cleanValue(v, max)

const whole =
  (min: number, max: number): Cleaner =>
  (v) => {
    if (typeof v !== 'number') return undefined
    const n = Math.round(v)
    return n >= min && n <= max ? n : undefined
  }

const oneOf = (words: readonly string[]): Cleaner => {
  const known = new Set<unknown>(words)
  return (v) => (known.has(v) ? v : undefined)
}

const instant: Cleaner = (v) => {
  const at = typeof v === 'string' ? Date.parse(v) : NaN
  return at >= 0 && at < 4_102_444_800_000 ? new Date(at).toISOString() : undefined
}

/** What each column holds; what does not fit is unknown rather than an error that would stop its neighbours. */
const cleaners: Record<keyof CarFields, Cleaner> = {
  title: text(500),
  make: text(80),
  model: text(120),
  year: whole(1900, 2100),
  priceMinor: whole(0, Number.MAX_SAFE_INTEGER),
  currency: (v) => (typeof v === 'string' && /^[A-Z]{3}$/.test(v) ? v : undefined),
  mileageKm: whole(0, 2_000_000_000),
  location: text(200),
  vin: text(40),
  fuel: oneOf(fuels),
  transmission: oneOf(transmissions),
  bodyType: oneOf(bodyTypes),
  drive: oneOf(drives),
  engineVolumeL: (v) => (typeof v === 'number' && v >= 0 && v < 1000 ? Math.round(v * 100) / 100 : undefined),
  powerHp: whole(0, 100_000),
  color: text(60),
  condition: oneOf(conditions),
  description: text(20_000),
  images: (v) => {
    if (!Array.isArray(v)) return undefined
    const images = v.map((image) => cleanValue(image, 2048)).filter((image) => image !== undefined)
    return images.length ? [...new Set(images)].slice(0, 100) : undefined
  },
  sellerName: text(200),
  sellerPhone: text(60),
  sellerKind: oneOf(sellerKinds),
  status: oneOf(listingStatuses),
  postedAt: instant,
}

const entries = Object.entries(cleaners) as [keyof CarFields, Cleaner][]

/**
 * The fields of a car as they can be stored, in the order of `carFields`. Unknown and unfit values are left
 * out; an amount without a currency, or the other way round, is no price.
 */
export function cleanFields(fields: Partial<CarFields>): Partial<CarFields> {
  const clean: Record<string, unknown> = {}
  for (const [field, cleaner] of entries) {
    const value = fields[field]
    if (value === undefined || value === null) continue
    const kept = cleaner(value)
    if (kept !== undefined) clean[field] = kept
  }
  if (clean.priceMinor === undefined || clean.currency === undefined) {
    delete clean.priceMinor
    delete clean.currency
  }
  return clean
}
