import { fold } from './fold.ts'

const months = [
  'січ|янв|jan',
  'лют|фев|feb',
  'берез|март|mar',
  'квіт|апр|apr',
  'трав|мая|май|may',
  'черв|июн|jun',
  'лип|июл|jul',
  'серп|авг|aug',
  'верес|сен|sep',
  'жовт|окт|oct',
  'листоп|ноя|nov',
  'груд|дек|dec',
].map((stems) => new RegExp(`(?<!\\p{L})(?:${stems})\\p{L}*`, 'u'))
const weekdays = [
  'неділ|воскрес|sun',
  'понеділ|понедел|mon',
  'вівтор|вторн|tue',
  'серед[аиу]|сред[ау]|wed',
  'четвер|thu',
  "п'ятн|пятн|fri",
  'субот|суббот|sat',
].map((stems) => new RegExp(`(?<!\\p{L})(?:${stems})`, 'u'))
const dayMs = 86_400_000

/**
 * The day that a Ukrainian, Russian or English phrase means, as YYYY-MM-DD: "12.05", "12 травня 2027",
 * "завтра", "в суботу", "через 3 дні". Without a year it is the next such day from `today` (YYYY-MM-DD) on; a
 * weekday is the next after today. Undefined if there is none.
 */
export function parseDate(raw: string, today: string): string | undefined {
  const text = fold(raw.slice(0, 200)).trim()
  return written(text, today) ?? named(text, today) ?? told(text, today)
}

function written(text: string, today: string): string | undefined {
  const iso = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(text)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const short = /(?<![\d.])(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?(?!\d)/.exec(text)
  return short ? dated(Number(short[1]), Number(short[2]), short[3], today) : undefined
}

function named(text: string, today: string): string | undefined {
  const month = months.findIndex((pattern) => pattern.test(text)) + 1
  const day = /(?<!\d)(\d{1,2})(?!\d|:)/.exec(text)?.[1]
  if (!month || !day) return undefined
  return dated(Number(day), month, /(?<!\d)(20\d{2})(?!\d)/.exec(text)?.[1], today)
}

function told(text: string, today: string): string | undefined {
  if (/післязавтра|послезавтра|day after tomorrow/.test(text)) return shifted(today, 2)
  if (/завтра|tomorrow/.test(text)) return shifted(today, 1)
  if (/сьогодні|сегодня|today/.test(text)) return today
  const after = /(?:через|за|in|after)\s+(?:(\d{1,3}|a)\s+)?(дн|день|дні|day|тиж|недел|week)/.exec(text)
  if (after) {
    const count = after[1] === undefined || after[1] === 'a' ? 1 : Number(after[1])
    return shifted(today, /тиж|недел|week/.test(after[2] ?? '') ? count * 7 : count)
  }
  const weekday = weekdays.findIndex((pattern) => pattern.test(text))
  if (weekday < 0) return undefined
  const ahead = (weekday - new Date(`${today}T00:00:00Z`).getUTCDay() + 7) % 7
  return shifted(today, ahead || 7)
}

/** A day and a month, in a stated year or the first that does not lie before today. */
function dated(day: number, month: number, year: string | undefined, today: string): string | undefined {
  if (year) return dayOf(Number(year.length === 2 ? `20${year}` : year), month, day)
  const thisYear = Number(today.slice(0, 4))
  for (let next = thisYear; next <= thisYear + 8; next++) {
    const date = dayOf(next, month, day)
    if (date && date >= today) return date
  }
  return undefined
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900 && year < 2200
  return real ? date.toISOString().slice(0, 10) : undefined
}

const shifted = (today: string, days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
