/** Where a workspace is, if nobody said so. */
export const defaultTimeZone = 'Europe/Kyiv'

/** Whether a text is an IANA name of a time zone, such as Europe/Kyiv. An offset is none: clocks are changed by place. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}
