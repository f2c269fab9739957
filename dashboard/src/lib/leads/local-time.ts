const two = (n: number): string => String(n).padStart(2, '0')

/** An instant as a field for date and time takes it, in the reader's time zone: "2026-11-25T09:00". */
export const localTime = (at: Date): string =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`

/** Ten in the morning of the next day, where the reader is. */
export const tomorrow = (now: Date): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 10)
