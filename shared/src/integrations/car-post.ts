import { toMinor } from '../domain/money.ts'
import { maxCaptionLength } from '../domain/telegram-limits.ts'
import type { ListingStatus } from '../domain/car.ts'
import { display, type MoneyValue } from '../scenario/value.ts'
import type { carPostKinds } from '../texts/car-post-kinds.ts'
import { carValues, type ToldCar } from '../texts/car-values.ts'
import { composeText } from '../texts/compose-text.ts'
import type { OwnTexts, TextValues } from '../texts/registry.ts'
import type { ChannelRule } from './telegram-channel.ts'

/** A car as a post tells of it. */
export interface PostedCar extends Omit<ToldCar, 'price'> {
  priceMinor: number | null
  currency: MoneyValue['currency'] | null
  previousPriceMinor: number | null
  previousCurrency: MoneyValue['currency'] | null
  photo: string | null
  status: ListingStatus
  isDeleted: boolean
}

/** Whether somebody may buy it. */
export const isOffered = ({ status, isDeleted }: PostedCar): boolean => status === 'AVAILABLE' && !isDeleted

/** Whether a new post tells of a car: it can be bought, and fits the rule. */
export function isPosted(rule: ChannelRule, car: PostedCar): boolean {
  if (!rule.cars || !isOffered(car) || (rule.withPhoto && car.photo === null)) return false
  const { make } = car
  if (rule.makes.length && !rule.makes.some((one) => one.toLowerCase() === make?.toLowerCase())) return false
  if (rule.minYear !== undefined && (car.year ?? 0) < rule.minYear) return false
  if (rule.minPrice === undefined && rule.maxPrice === undefined) return true
  if (car.priceMinor === null || car.currency !== rule.currency) return false
  const [from, to] = [rule.minPrice ?? 0, rule.maxPrice ?? Infinity]
  return car.priceMinor >= toMinor(from, rule.currency) && car.priceMinor <= toMinor(to, rule.currency)
}

/** Which text tells of a car as it stands now. */
const keyOf = ({ status, isDeleted }: PostedCar): keyof typeof carPostKinds => {
  if (isDeleted) return 'car_post_gone'
  if (status === 'SOLD') return 'car_post_sold'
  if (status === 'RESERVED') return 'car_post_reserved'
  return status === 'AVAILABLE' ? 'car_post' : 'car_post_gone'
}

/** What a post says of a car now, in Telegram's HTML: the workspace's own text, or the built-in one. */
export function carPostText(car: PostedCar, language: ChannelRule['language'], own: OwnTexts): string {
  return composeText(own, keyOf(car), language, carPostValues(car, language), maxCaptionLength)
}

/** A car as the variables of its posts show it. */
export function carPostValues(
  car: Omit<PostedCar, 'status' | 'isDeleted' | 'photo'>,
  language: ChannelRule['language'],
): TextValues<'car_post'> {
  const { priceMinor, currency, previousPriceMinor, previousCurrency } = car
  const price = priceMinor === null || currency === null ? null : { amountMinor: priceMinor, currency }
  const isCheaper =
    price !== null &&
    previousPriceMinor !== null &&
    currency === previousCurrency &&
    previousPriceMinor > price.amountMinor
  return {
    ...carValues({ ...car, price }, language),
    price_before: isCheaper ? display({ ...price, amountMinor: previousPriceMinor }) : null,
  }
}
