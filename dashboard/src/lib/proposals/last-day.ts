import {
  type CalendarDate,
  fromDate,
  parseDate,
  Time,
  toCalendarDate,
  toCalendarDateTime,
} from '@internationalized/date'

/** The day of an instant in a time zone, as a field for a date takes it: "2026-11-30". */
export const dayOf = (at: string, timeZone: string): string =>
  toCalendarDate(fromDate(new Date(at), timeZone)).toString()

const endOf = (day: CalendarDate, timeZone: string): string =>
  toCalendarDateTime(day, new Time(23, 59, 59))
    .toDate(timeZone)
    .toISOString()

/** The end of a field's day in a time zone, ISO 8601; null for what is no day. */
export function endOfDay(field: string, timeZone: string): string | null {
  try {
    return endOf(parseDate(field), timeZone)
  } catch {
    return null
  }
}

/** The end of the day that is so many days after now. */
export const endAfter = (days: number, now: Date, timeZone: string): string =>
  endOf(toCalendarDate(fromDate(now, timeZone)).add({ days }), timeZone)
