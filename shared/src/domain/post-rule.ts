import type { CarField, CarFields } from './car.ts'
import { findCities } from './cities.ts'
import { builtIn, type Dictionary } from './dictionary.ts'
import { fold } from './fold.ts'
import { canonicalMake } from './makes.ts'
import { toMajor, toMinor } from './money.ts'
import { normalizePhone } from './phone.ts'
import type { PostReason } from './post-outcome.ts'

interface Price {
  /** In major units. */
  amount: number
  currency: string
}

/** Which posts of a channel become cars, and how. */
export interface PostRule {
  minYear?: number | undefined
  maxYear?: number | undefined
  minPrice?: Price | undefined
  maxPrice?: Price | undefined
  /** One of them must stand in the post; none: every post. */
  keywords: readonly string[]
  /** None of them may stand in the post. */
  neverKeywords: readonly string[]
  overrides: {
    make?: string | undefined
    location?: string | undefined
    currency?: string | undefined
    sellerName?: string | undefined
    sellerPhone?: string | undefined
  }
}

/** What a rule says of every car of its channel, whatever the post says: those fields alone, named as posts are read. */
export function overriddenFields(
  rule: PostRule,
  fields: Partial<CarFields>,
  dictionary: Dictionary = builtIn,
): Partial<CarFields> {
  const { make, location, currency, sellerName, sellerPhone } = rule.overrides
  const over: Partial<CarFields> = {
    ...(make === undefined ? {} : { make: canonicalMake(make, dictionary) }),
    ...(location === undefined ? {} : { location: findCities(location, dictionary)[0]?.city ?? location }),
    ...(sellerName === undefined ? {} : { sellerName }),
    ...(sellerPhone === undefined ? {} : { sellerPhone: normalizePhone(sellerPhone) ?? sellerPhone }),
  }
  if (currency !== undefined && fields.priceMinor !== undefined && fields.currency !== undefined) {
    over.priceMinor = toMinor(toMajor(fields.priceMinor, fields.currency), currency)
    over.currency = currency
  }
  return over
}

/**
 * Why a rule refuses a car of a post; undefined where it takes it. What the post does not say, and a price in another
 * currency than the rule's, refuses nothing.
 */
export function refusalOf(
  rule: PostRule,
  text: string,
  fields: Pick<Partial<CarFields>, Extract<CarField, 'year' | 'priceMinor' | 'currency'>>,
): PostReason | undefined {
  const { year, priceMinor, currency } = fields
  if (year !== undefined && year < (rule.minYear ?? -Infinity)) return 'year_too_early'
  if (year !== undefined && year > (rule.maxYear ?? Infinity)) return 'year_too_late'
  if (priceMinor !== undefined && currency !== undefined) {
    const amount = toMajor(priceMinor, currency)
    if (rule.minPrice?.currency === currency && amount < rule.minPrice.amount) return 'price_too_low'
    if (rule.maxPrice?.currency === currency && amount > rule.maxPrice.amount) return 'price_too_high'
  }
  const folded = fold(text)
  if (rule.neverKeywords.some((word) => stands(folded, word))) return 'word_forbidden'
  if (rule.keywords.length && !rule.keywords.some((word) => stands(folded, word))) return 'word_missing'
  return undefined
}

/** Whether a word of the text begins so: endings differ from case to case. */
function stands(folded: string, word: string): boolean {
  const wanted = fold(word.trim())
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1))
    if (!/^[\p{L}\p{N}]$/u.test(folded.charAt(at - 1)) || !/^[\p{L}\p{N}]/u.test(wanted)) return true
  return false
}
