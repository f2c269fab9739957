import { getLocale, type Locale } from '#lib/paraglide/runtime.js'
import { m } from '#lib/paraglide/messages.js'

const tags = { uk: 'uk-UA', ru: 'ru-UA', en: 'en-GB' } as const
const weekMs = 7 * 24 * 3600_000

/** Undefined: that of the reader's device. */
let timeZone: string | undefined
/** Shows dates and times from now on as clocks of a time zone (IANA) show them. */
export const showTimesIn = (zone: string): void => void (timeZone = zone)

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>()
function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  name: string,
  make: (tag: string) => T,
  locale: Locale = getLocale(),
): T {
  const key = `${locale} ${name}`
  const known = cache.get(key) ?? make(tags[locale])
  cache.set(key, known)
  return known as T
}
const dateIn = (name: string, options: Intl.DateTimeFormatOptions, locale?: Locale) =>
  cached(`${name} ${timeZone}`, (tag) => new Intl.DateTimeFormat(tag, { ...options, timeZone }), locale)

/** A number in the reader's locale, or another, with at most two decimals. */
export const number = (value: number, locale?: Locale): string =>
  cached(
    'number',
    (tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 2, useGrouping: 'always' }),
    locale,
  ).format(value)

function currencyFormat(currency: string, name: string, options: Intl.NumberFormatOptions, locale?: Locale) {
  return cached(
    `${name} ${currency}`,
    (tag) =>
      new Intl.NumberFormat(tag, {
        // Columns of prices are compared by eye: 9 383 stands under 10 068.
        useGrouping: 'always',
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        ...options,
      }),
    locale,
  )
}

/** An amount in major units, such as "12 500 $"; decimals only where there are any. */
export const money = (amount: number, currency: string, locale?: Locale): string =>
  Number.isInteger(amount)
    ? currencyFormat(currency, 'whole', { maximumFractionDigits: 0 }, locale).format(amount)
    : currencyFormat(currency, 'exact', {}, locale).format(amount)

/** An amount for the axis of a chart, such as "12 тис. $". */
export const moneyShort = (amount: number, currency: string): string =>
  currencyFormat(currency, 'compact', { notation: 'compact', maximumFractionDigits: 1 }).format(amount)

/** A distance in kilometres with its unit. */
export const mileage = (km: number): string => `${number(km)} ${m.unit_km()}`

/** A date without its time, such as "24 листопада 2026 р.". */
export const day = (at: string | number | Date, locale?: Locale): string =>
  dateIn('day', { dateStyle: 'long' }, locale).format(new Date(at))

/** A date for little room, such as "24.11.26". */
export const dayShort = (at: string | number | Date): string =>
  dateIn('dayShort', { dateStyle: 'short' }).format(new Date(at))

/** A date with its time to the second: what hovering shows. */
export const dateTime = (at: string | number | Date): string =>
  dateIn('dateTime', { dateStyle: 'long', timeStyle: 'medium' }).format(new Date(at))

/** A time of the day to the second, such as "14:03:07". */
export const time = (at: string | number | Date): string =>
  dateIn('time', { timeStyle: 'medium' }).format(new Date(at))

/** A date with its time to the minute, for little room, such as "24 лист., 14:03". */
export const dateTimeShort = (at: string | number | Date): string =>
  dateIn('dateTimeShort', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).format(
    new Date(at),
  )

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 24 * 3600_000],
  ['hour', 3600_000],
  ['minute', 60_000],
]

/** How long ago, within a week; a date before that. `now` is in milliseconds. */
export function ago(at: string | number | Date, now: number = Date.now()): string {
  const passed = now - new Date(at).getTime()
  if (passed >= weekMs || passed < -weekMs)
    return dateIn('ago', { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(at))
  const relative = cached(
    'ago',
    (tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' }),
  )
  for (const [unit, size] of steps) {
    if (Math.abs(passed) >= size) return relative.format(-Math.trunc(passed / size), unit)
  }
  return m.just_now()
}

/** A span in seconds in words: "0,3 с", "18 с", "2 хв 5 с", "1 год 10 хв". */
export function duration(seconds: number): string {
  if (seconds < 9.95) return m.duration_s({ s: number(Math.max(0.1, Math.round(seconds * 10) / 10)) })
  const whole = Math.round(seconds)
  if (whole < 60) return m.duration_s({ s: String(whole) })
  if (whole < 3600) return m.duration_ms({ m: String(Math.floor(whole / 60)), s: String(whole % 60) })
  return m.duration_hm({ h: number(Math.floor(whole / 3600)), m: String(Math.floor((whole % 3600) / 60)) })
}
