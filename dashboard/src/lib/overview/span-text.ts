import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'

/** A span of time as people say it: minutes below an hour and a half, hours below two days, then days. */
export function spanText(minutes: number): string {
  if (minutes < 1) return m.overview_instant()
  if (minutes < 90) return m.overview_minutes({ n: number(Math.round(minutes)) })
  const hours = minutes / 60
  if (hours < 48)
    return m.overview_hours({ n: number(hours < 10 ? Math.round(hours * 10) / 10 : Math.round(hours)) })
  return m.overview_days_short({ n: number(Math.round(hours / 24)) })
}
