import { toMinor } from '../domain/money.ts'
import type { ListingStatus } from '../domain/car.ts'
import { carLine } from '../scenario/car-card.ts'
import { display } from '../scenario/value.ts'
import { words } from '../scenario/local-text.ts'
import type { MoneyValue } from '../scenario/value.ts'
import type { CarRule } from './telegram-channel.ts'

/** A car as a post tells of it. */
export interface PostedCar {
  title: string | null
  make: string | null
  model: string | null
  year: number | null
  priceMinor: number | null
  currency: MoneyValue['currency'] | null
  previousPriceMinor: number | null
  previousCurrency: MoneyValue['currency'] | null
  mileageKm: number | null
  location: string | null
  photo: string | null
  status: ListingStatus
  isDeleted: boolean
}

const sold = words('Продано', 'Продано', 'Sold')
const reserved = words('Заброньовано', 'Забронировано', 'Reserved')
const gone = words('Більше не продається', 'Больше не продаётся', 'No longer for sale')
const before = words('було', 'было', 'was')

/** Whether somebody may buy it. */
export const isOffered = ({ status, isDeleted }: PostedCar): boolean => status === 'AVAILABLE' && !isDeleted

/** Whether a new post tells of a car: it can be bought, and fits the rule. */
export function isPosted(rule: CarRule, car: PostedCar): boolean {
  if (!isOffered(car) || (rule.withPhoto && car.photo === null)) return false
  const { make } = car
  if (rule.makes.length && !rule.makes.some((one) => one.toLowerCase() === make?.toLowerCase())) return false
  if (rule.minYear !== undefined && (car.year ?? 0) < rule.minYear) return false
  if (rule.minPrice === undefined && rule.maxPrice === undefined) return true
  if (car.priceMinor === null || car.currency !== rule.currency) return false
  const [from, to] = [rule.minPrice ?? 0, rule.maxPrice ?? Infinity]
  return car.priceMinor >= toMinor(from, rule.currency) && car.priceMinor <= toMinor(to, rule.currency)
}

/** What a post says of a car now, in Telegram's HTML. */
export function carPostText(car: PostedCar, language: CarRule['language']): string {
  const { title, make, model, year, priceMinor, currency, mileageKm, location } = car
  const line = carLine(
    {
      title: (title ?? [make, model, year].filter(Boolean).join(' ')).slice(0, 200) || '—',
      ...(year === null ? {} : { year }),
      ...(priceMinor === null || currency === null ? {} : { price: { amountMinor: priceMinor, currency } }),
      ...(mileageKm === null ? {} : { mileageKm }),
      ...(location === null ? {} : { city: location.slice(0, 100) }),
    },
    language,
  )
  if (car.isDeleted) return `❌ <b>${gone[language]}</b>\n<s>${line}</s>`
  if (car.status === 'SOLD') return `✅ <b>${sold[language]}</b>\n<s>${line}</s>`
  if (car.status === 'RESERVED') return `⏳ <b>${reserved[language]}</b>\n${line}`
  return car.status === 'AVAILABLE'
    ? line + cheaper(car, language)
    : `❌ <b>${gone[language]}</b>\n<s>${line}</s>`
}

function cheaper(car: PostedCar, language: CarRule['language']): string {
  const { priceMinor, currency, previousPriceMinor, previousCurrency } = car
  if (priceMinor === null || previousPriceMinor === null || currency === null) return ''
  if (currency !== previousCurrency || previousPriceMinor <= priceMinor) return ''
  return `\n🔻 ${before[language]} <s>${display({ amountMinor: previousPriceMinor, currency })}</s>`
}
