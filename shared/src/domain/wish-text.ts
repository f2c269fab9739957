import { findCity } from './cities.ts'
import { plainText } from './clean-text.ts'
import { builtIn, type Dictionary } from './dictionary.ts'
import { fold } from './fold.ts'
import { findMakeModel } from './makes.ts'
import { findMoney, toMinor, type MoneyHit } from './money.ts'

/** What somebody who looks for a car says of it; only what the text says is there. */
export interface Wish {
  make?: string
  model?: string
  yearMin?: number
  yearMax?: number
  /** The most that it may cost. */
  budget?: { amountMinor: number; currency: string }
  /** Canonical English name of a Ukrainian town. */
  city?: string
}

const distance = /^\s?(?:км|km|миль|mi(?:les)?(?!\p{L})|тис\.? ?км|тыс\.? ?км)/u
const upTo = /(?:до|бюджет\p{L}*|budget|up to|under|max|маx|макс\p{L}*|за|не дорожче|не дороже)[\s:–-]{0,3}$/u
const yearWord = /^\s?(?:р(?:\.|ік|оку)?|г(?:\.|од\p{L}?)?|year)(?!\p{L})/u

/**
 * Reads a free wish ("хочу BMW X5 від 2018 до 35 тис $ у Києві") in Ukrainian, Russian or English. An amount
 * without a currency is dollars up to 150,000 and hryvnias above. At most 2,000 characters are read.
 */
export function parseWish(text: string, thisYear: number, dictionary: Dictionary = builtIn): Wish {
  const plain = plainText(text.slice(0, 2000))
  const car = findMakeModel(plain, dictionary)
  const rest = fold(car?.rest ?? plain)
  const wish: Wish = {}
  if (car?.make) wish.make = car.make
  if (car?.model) wish.model = car.model
  const budget = budgetOf(rest, thisYear)
  if (budget) wish.budget = { amountMinor: toMinor(budget.value, budget.currency), currency: budget.currency }
  const city = findCity(plain, dictionary)
  if (city) wish.city = city
  return { ...wish, ...yearsOf(rest, thisYear) }
}

function budgetOf(text: string, thisYear: number): { value: number; currency: string } | undefined {
  const best = findBudget(text, thisYear)
  return best && { value: best.value, currency: currencyOf(best) }
}

/** A stated currency, else the one in which people say such amounts. */
export const currencyOf = ({ currency, value }: MoneyHit): string =>
  currency ?? (value <= 150_000 ? 'USD' : 'UAH')

/** The amount of a folded text that is its budget: the greatest that a currency, or else its look, tells to be money. */
export function findBudget(text: string, thisYear: number): MoneyHit | undefined {
  const hits = findMoney(text).filter((hit) => !distance.test(text.slice(hit.numberEnd)) && hit.value > 0)
  const sure = hits.filter((hit) => hit.currency)
  return greatest(sure) ?? greatest(hits.filter((hit) => isAmount(hit, text, thisYear)))
}

function isAmount(hit: MoneyHit, text: string, thisYear: number): boolean {
  if (hit.scaled || hit.grouped) return hit.value >= 500
  if (hit.value >= 1950 && hit.value <= thisYear + 1) return false
  return hit.value >= 1000 && (hit.value >= 3000 || upTo.test(text.slice(0, hit.numberAt)))
}

const greatest = (hits: readonly MoneyHit[]): MoneyHit | undefined =>
  hits.reduce<MoneyHit | undefined>((top, hit) => (!top || hit.value > top.value ? hit : top), undefined)

/** The years that a folded text asks for. */
export function yearsOf(text: string, thisYear: number): Pick<Wish, 'yearMin' | 'yearMax'> {
  const hits = [
    ...text.matchAll(/(?<![\d$€₴])(?:19[5-9]\d|20\d{2})(?!\d|[.,]\d|\s?(?:[$€₴]|грн|usd|км|km))/g),
  ]
  const years = hits.filter((hit) => Number(hit[0]) <= thisYear + 1)
  const [first, second] = years
  if (!first) return {}
  const year = Number(first[0])
  if (second && Number(second[0]) > year) return { yearMin: year, yearMax: Number(second[0]) }
  const latest = /(?:до|по|up to|before|не новіше)\s?$/u.test(text.slice(0, first.index))
  return latest && yearWord.test(text.slice(first.index + 4)) ? { yearMax: year } : { yearMin: year }
}
