import type { Language } from '../schemas/common.ts'
import type { MatchReason } from '../schemas/request.ts'
import { criterionNames } from './criterion-names.ts'
import { grouped, kilometres } from './grouped.ts'

const fits: Record<Language, string> = {
  uk: 'підходить',
  ru: 'подходит',
  en: 'fits',
}

/** Why a car fits, in a line: "бюджет −4 %, рік підходить, ≈ пробіг +5 000 км, ✗ колір, коробка ?". */
export const reasonLine = (reasons: readonly MatchReason[], language: Language): string =>
  reasons.map((reason) => reasonWords(reason, language)).join(', ')

function reasonWords({ criterion, verdict, difference, unit }: MatchReason, language: Language): string {
  const name = criterionNames[language][criterion]
  if (verdict === 'unknown') return `${name} ?`
  const off = difference && unit ? differenceText(difference, unit, language) : ''
  if (verdict === 'met') return `${name} ${off || fits[language]}`
  return [verdict === 'near' ? '≈' : '✗', name, off].filter(Boolean).join(' ')
}

function differenceText(
  difference: number,
  unit: NonNullable<MatchReason['unit']>,
  language: Language,
): string {
  const sign = difference < 0 ? '−' : '+'
  const off = Math.abs(difference)
  if (unit === 'km') return `${sign}${kilometres(off, language)}`
  return `${sign}${grouped(off)}${unit === 'percent' ? ' %' : ''}`
}
