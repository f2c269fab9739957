import { builtIn, type Dictionary } from '../domain/dictionary.ts'
import { makeKey } from '../domain/match-names.ts'
import { toMinor } from '../domain/money.ts'
import type { RequestCriteria } from '../domain/request-criteria.ts'
import type { ChannelRule } from './telegram-channel.ts'

/** What of a wish a channel's rule looks at. */
export type RuledWish = Pick<
  RequestCriteria,
  'makes' | 'yearTo' | 'budgetMinMinor' | 'budgetMaxMinor' | 'currency'
>

/** Whether a channel is told of a request: a car that fits the rule could be what is wanted. */
export function isRequestPosted(
  rule: ChannelRule,
  wish: RuledWish,
  dictionary: Dictionary = builtIn,
): boolean {
  if (!rule.requests) return false
  const asked = new Set(wish.makes.map((make) => makeKey(make, dictionary)))
  if (rule.makes.length && asked.size && !rule.makes.some((make) => asked.has(makeKey(make, dictionary))))
    return false
  if (rule.minYear !== undefined && wish.yearTo !== null && wish.yearTo < rule.minYear) return false
  if (rule.minPrice === undefined && rule.maxPrice === undefined) return true
  const { currency, budgetMinMinor: from, budgetMaxMinor: to } = wish
  if (currency !== rule.currency || (from === null && to === null)) return false
  const [lowest, highest] = [toMinor(rule.minPrice ?? 0, currency), rule.maxPrice]
  return (to ?? Infinity) >= lowest && (highest === undefined || (from ?? 0) <= toMinor(highest, currency))
}
