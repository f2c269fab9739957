import type { CarField } from '@cartie/shared/domain/car'
import type { CarFacts } from '@cartie/shared/schemas/listing'
import { dateTime, money, number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import {
  bodyWords,
  colorWords,
  conditionWords,
  driveWords,
  fuelWords,
  sellerKindWords,
  statusWords,
  transmissionWords,
} from './words.ts'
import { placeWord } from './place-word.ts'

/** The fields that the card of a car lists, in the order in which people read them. */
export const factFields = [
  'make',
  'model',
  'year',
  'mileageKm',
  'location',
  'vin',
  'fuel',
  'transmission',
  'engineVolumeL',
  'powerHp',
  'drive',
  'bodyType',
  'color',
  'condition',
  'sellerName',
  'sellerPhone',
  'sellerKind',
  'postedAt',
] as const satisfies readonly CarField[]

const wordOf = (words: object, value: unknown): string | undefined => {
  const word = (words as Record<string, (() => string) | undefined>)[String(value)]
  return word?.()
}

/** A value of a field as the reader sees it, with its unit; undefined if it is not known. */
export function valueText(field: CarField, value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') return undefined
  if (field === 'priceMinor') return priceText(value)
  if (field === 'mileageKm') return `${number(Number(value))} ${m.inventory_km()}`
  if (field === 'engineVolumeL') return `${number(Number(value))} ${m.inventory_litre()}`
  if (field === 'powerHp') return `${number(Number(value))} ${m.inventory_hp()}`
  if (field === 'postedAt') return dateTime(String(value))
  if (field === 'location') return placeWord(String(value))
  if (field === 'images') return Array.isArray(value) ? String(value.length) : undefined
  const words = {
    fuel: fuelWords,
    transmission: transmissionWords,
    bodyType: bodyWords,
    drive: driveWords,
    condition: conditionWords,
    sellerKind: sellerKindWords,
    status: statusWords,
    color: colorWords,
  }[field as string]
  return (words && wordOf(words, value)) ?? String(value)
}

function priceText(value: unknown): string {
  if (typeof value === 'object' && value && 'amount' in value && 'currency' in value) {
    return money(Number(value.amount), String(value.currency))
  }
  return number(Number(value))
}

/** The value that a car has in a field, as `valueText` takes it. */
export function valueOf(car: CarFacts, field: CarField): unknown {
  if (field === 'priceMinor') return car.price
  if (field === 'currency') return car.price?.currency ?? null
  if (field === 'sellerName') return car.seller.name
  if (field === 'sellerPhone') return car.seller.phone
  if (field === 'sellerKind') return car.seller.kind
  return car[field]
}
