import type { MatchReason } from '../schemas/request.ts'
import { builtIn, type Dictionary } from './dictionary.ts'
import { budgetShare, judges, type MatchCar } from './match-criteria.ts'
import { criterionNames, type CriterionName, type RequestCriteria } from './request-criteria.ts'

export interface CarMatch {
  /** 0 to 100. */
  score: number
  /** One a criterion that the wish names, in the order of `criterionNames`. */
  reasons: MatchReason[]
  /** Whether the car is worth telling of. */
  fits: boolean
}

/**
 * What a criterion is worth. Make, model, budget and year, that a near one is worth half, and that a car is told of
 * from 70 on, are earlier Cartie's; it compared nothing else, so what is new here decides less.
 */
export const matchWeights: Record<CriterionName, number> = {
  make: 40,
  model: 20,
  year: 20,
  budget: 20,
  mileage: 10,
  fuel: 10,
  transmission: 10,
  body: 10,
  drive: 5,
  city: 5,
  color: 5,
}
/** What is nice to have is worth half of what has to be met. */
const niceShare = 0.5
const credits: Record<MatchReason['verdict'], number> = { met: 1, near: 0.5, unknown: 0.4, missed: 0 }
export const fittingScore = 70
/** Who names a budget, be it only a wish, is not helped by a car at more than one and a half of it. */
export const farOverBudget = 0.5

/**
 * How a car fits a wish, and why. What the advert does not say is never missed. A car does not fit below a score of 70,
 * nor where a must is missed, a model is named and it is surely another, or its price is far over the budget. An advert
 * that does not tell its make is told of to nobody who names one, and where nothing has to be met, the make has to be.
 */
export function matchCar(wish: RequestCriteria, car: MatchCar, dictionary: Dictionary = builtIn): CarMatch {
  const reasons: MatchReason[] = []
  let reached = 0
  let possible = 0
  let refused = (budgetShare(wish, car) ?? 0) > farOverBudget
  for (const criterion of criterionNames) {
    const found = judges[criterion](wish, car, dictionary)
    if (!found) continue
    reasons.push({ criterion, ...found })
    const isMust = wish.must.includes(criterion)
    const weight = matchWeights[criterion] * (isMust ? 1 : niceShare)
    reached += weight * credits[found.verdict]
    possible += weight
    refused ||= refuses(criterion, found.verdict, isMust, !wish.must.length)
  }
  const score = possible ? Math.round((reached / possible) * 100) : 0
  return { score, reasons, fits: !refused && score >= fittingScore }
}

function refuses(
  criterion: CriterionName,
  verdict: MatchReason['verdict'],
  isMust: boolean,
  nothingIsMust: boolean,
): boolean {
  if (verdict === 'unknown') return criterion === 'make'
  if (verdict !== 'missed') return false
  return isMust || criterion === 'model' || (criterion === 'make' && nothingIsMust)
}
