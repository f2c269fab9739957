import {
  CalendarDateTime,
  fromDate,
  parseDateTime,
  toCalendarDateTime,
  type DateValue,
} from '@internationalized/date'

const asField = (at: DateValue): string => toCalendarDateTime(at).toString().slice(0, 16)

/** Ten in the morning of the next day in a time zone, as a field for date and time takes it: "2026-11-25T10:00". */
export function tomorrow(now: Date, timeZone: string): string {
  const { year, month, day } = fromDate(now, timeZone).add({ days: 1 })
  return asField(new CalendarDateTime(year, month, day, 10))
}

/** The instant of a field's text in a time zone, ISO 8601; undefined for what is no time. */
export function instantOf(field: string, timeZone: string): string | undefined {
  try {
    return parseDateTime(field).toDate(timeZone).toISOString()
  } catch {
    return undefined
  }
}

/** An instant as a field for date and time takes it, in a time zone. */
export const fieldOf = (at: string, timeZone: string): string => asField(fromDate(new Date(at), timeZone))
