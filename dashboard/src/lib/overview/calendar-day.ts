import { getLocale } from '#lib/paraglide/runtime.js'

const inWords = (day: string, options: Intl.DateTimeFormatOptions): string =>
  day ? new Intl.DateTimeFormat(getLocale(), { ...options, timeZone: 'UTC' }).format(new Date(day)) : ''

/** A day of the calendar (`YYYY-MM-DD`, of no time zone), such as "середа, 25 листопада". */
export const calendarDay = (day: string): string =>
  inWords(day, { weekday: 'long', day: 'numeric', month: 'long' })

/** The same for the axis of a chart, such as "25 лист.". */
export const calendarDayShort = (day: string): string => inWords(day, { day: 'numeric', month: 'short' })
