import Check from '@lucide/svelte/icons/check'
import CircleHelp from '@lucide/svelte/icons/circle-question-mark'
import Tilde from '@lucide/svelte/icons/equal-approximately'
import X from '@lucide/svelte/icons/x'
import type { CriterionName } from '@cartie/shared/domain/request-criteria'
import type { MatchReason, RequestMatch } from '@cartie/shared/schemas/request'
import { mileage, number } from '#lib/format.ts'
import {
  bodyWords,
  colorWords,
  driveWords,
  fieldWords,
  fuelWords,
  transmissionWords,
} from '#lib/inventory/words.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Tone } from '#lib/ui/tone.ts'

/** The states of a car that fits, in the order of the tabs. */
export const stateWords: Record<RequestMatch['state'], () => string> = {
  new: m.matches_state_new,
  offered: m.matches_state_offered,
  snoozed: m.matches_state_snoozed,
  hidden: m.matches_state_hidden,
}

const criteria: Record<CriterionName, () => string> = {
  make: fieldWords.make,
  model: fieldWords.model,
  year: fieldWords.year,
  budget: m.matches_budget,
  mileage: fieldWords.mileageKm,
  fuel: fieldWords.fuel,
  transmission: fieldWords.transmission,
  body: fieldWords.bodyType,
  drive: fieldWords.drive,
  city: fieldWords.location,
  color: fieldWords.color,
}
const verdicts = {
  met: { word: m.matches_verdict_met, icon: Check, tone: 'ok' },
  near: { word: m.matches_verdict_near, icon: Tilde, tone: 'warn' },
  missed: { word: m.matches_verdict_missed, icon: X, tone: 'bad' },
  unknown: { word: m.matches_verdict_unknown, icon: CircleHelp, tone: 'plain' },
} as const satisfies Record<MatchReason['verdict'], { word: () => string; icon: typeof Check; tone: Tone }>

const words: Partial<Record<CriterionName, Record<string, () => string>>> = {
  fuel: fuelWords,
  transmission: transmissionWords,
  body: bodyWords,
  drive: driveWords,
  color: colorWords,
}

/** How far off a criterion is, such as "+6 %" or "−1 y."; empty where it is not, or can't be told in numbers. */
export function offText({ difference, unit }: MatchReason): string {
  if (!difference || !unit) return ''
  const signed = `${difference > 0 ? '+' : '−'}${number(Math.abs(difference))}`
  return unit === 'percent'
    ? `${signed} %`
    : unit === 'km'
      ? `${signed} ${m.unit_km()}`
      : m.matches_years({ n: signed })
}

/** What the advert says of a criterion, for people. */
function valueText({ criterion, value }: MatchReason): string {
  if (value === null || criterion === 'budget') return ''
  if (criterion === 'mileage') return mileage(Number(value))
  return words[criterion]?.[value]?.() ?? value
}

/** How a criterion is met: an icon, a tone, a short text for a chip, and a whole sentence. */
export function reasonLook(reason: MatchReason) {
  const { word, icon, tone } = verdicts[reason.verdict]
  const name = criteria[reason.criterion]()
  const detail = offText(reason) || valueText(reason)
  const verdict = word()
  return {
    icon,
    tone,
    label: reason.verdict === 'unknown' ? `${name}: ${verdict}` : `${name}${detail ? ` ${detail}` : ''}`,
    text: `${name}: ${[verdict, detail].filter(Boolean).join(', ')}`,
  }
}
