import Ban from '@lucide/svelte/icons/ban'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import type { Partner } from '@cartie/shared/schemas/partner'
import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Tone } from '#lib/ui/tone.ts'

export const kindWords: Record<Partner['kind'], () => string> = {
  company: m.partners_kind_company,
  person: m.partners_kind_person,
}

/** How a partner's state looks. */
export const statusLook = (status: Partner['status']) =>
  status === 'BLOCKED'
    ? ({ tone: 'bad', icon: Ban, label: m.partners_blocked() } as const)
    : ({ tone: 'ok', icon: CircleCheck, label: m.partners_active() } as const)

/** What a score means; its number stands beside it. */
export const scoreTone = (score: number): Tone => (score >= 60 ? 'ok' : score >= 40 ? 'warn' : 'bad')

/** A span of minutes in one unit: "12 хв", "3 год", "2 дн.". */
export function spanText(minutes: number): string {
  if (minutes < 90) return m.partners_minutes({ n: number(Math.max(1, Math.round(minutes))) })
  if (minutes < 36 * 60) return m.partners_hours({ n: number(Math.round(minutes / 60)) })
  return m.partners_days({ n: number(Math.round(minutes / 1440)) })
}
