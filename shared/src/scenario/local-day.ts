import type { Clock } from './event.ts'

/** Making a format costs a hundred times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const parts = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, ...parts })
  formats.set(timeZone, format)
  return format
}

/** Date and time of day of a moment in a time zone, as YYYY-MM-DD and HH:MM. */
function localOf(now: number, timeZone: string): { day: string; time: string } {
  const text = formatOf(timeZone).format(now)
  return { day: text.slice(0, 10), time: text.slice(11, 16) }
}

/** The day that it is where the workspace is, YYYY-MM-DD. */
export const localDay = ({ now, timeZone }: Clock): string => localOf(now, timeZone).day

/**
 * The next moment after now at which clocks of the time zone show `time` (HH:MM), in milliseconds since 1970.
 * A time that a change of clocks leaves out is taken an hour later.
 */
export function nextAt(time: string, { now, timeZone }: Clock): number {
  const minute = 60_000
  const first = Math.floor(now / minute) * minute + minute
  const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
  const wait = (minutesOf(time) - minutesOf(localOf(first, timeZone).time) + 1440) % 1440
  const guess = first + wait * minute
  const off = minutesOf(localOf(guess, timeZone).time) - minutesOf(time)
  const moved = guess - (off > 720 ? off - 1440 : off < -720 ? off + 1440 : off) * minute
  return moved > now && localOf(moved, timeZone).time === time ? moved : guess
}
