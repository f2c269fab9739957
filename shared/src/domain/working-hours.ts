/** When a company answers on a day of the week, as `HH:MM`, `to` up to 24:00; null: not at all. */
export type DayHours = { from: string; to: string } | null
/** A week of them, Monday first. */
export type WorkingHours = readonly DayHours[]

/** When a company answers next. */
export interface Opening {
  /** 0: today. */
  inDays: number
  /** 0: Monday. */
  weekday: number
  /** `HH:MM`. */
  from: string
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
/** Making a format costs a hundred times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** Day of the week and time of day, `HH:MM`, of a moment in a time zone. */
function localOf(now: number, timeZone: string): { weekday: number; time: string } {
  const known = formats.get(timeZone)
  const format =
    known ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
  if (!known) formats.set(timeZone, format)
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]))
  return { weekday: weekdays.indexOf(parts.weekday ?? ''), time: `${parts.hour}:${parts.minute}` }
}

/**
 * When a company that is closed at a moment answers next; null while it is open, and for one that never is.
 * @param now milliseconds since 1970
 */
export function nextOpening(hours: WorkingHours, now: number, timeZone: string): Opening | null {
  const { weekday: today, time } = localOf(now, timeZone)
  if (isWithin(hours[today], time)) return null
  for (let inDays = 0; inDays <= 7; inDays++) {
    const weekday = (today + inDays) % 7
    const from = hours[weekday]?.from
    if (from !== undefined && (inDays > 0 || time < from)) return { inDays, weekday, from }
  }
  return null
}

/** Whether a company answers at a moment (milliseconds since 1970); one that told no hours always does. */
export function isOpen(hours: WorkingHours | null, now: number, timeZone: string): boolean {
  if (hours === null) return true
  const { weekday, time } = localOf(now, timeZone)
  return isWithin(hours[weekday], time)
}

const isWithin = (day: DayHours | undefined, time: string): boolean =>
  day != null && day.from <= time && time < day.to
