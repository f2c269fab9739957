import type { CarListing, ListingInput } from '@cartie/shared/schemas/listing'
import { readPrice } from './price-text.ts'

/** The form's fields as a person types them. */
export interface ListingForm {
  title: string
  make: string
  model: string
  year: string
  price: string
  currency: string
  mileageKm: string
  location: string
  vin: string
  fuel: string
  transmission: string
  bodyType: string
  drive: string
  engineVolumeL: string
  powerHp: string
  color: string
  condition: string
  description: string
  images: string
  sellerName: string
  sellerPhone: string
  sellerKind: string
  sourceUrl: string
  status: string
}
export type FormField = keyof ListingForm
/** Wrong fields with the key of what is wrong, or the server's own words. */
export type FormErrors = Partial<Record<FormField, string>>

const shown = (value: string | number | null | undefined): string => (value == null ? '' : String(value))

/** How a form writes figures and canonical colours for its reader. */
export interface FormWords {
  number: (value: number) => string
  color: (color: string) => string
}

/** The form of a car, or of a new one that is for sale in `currency`. */
export function formOf(
  car: CarListing | undefined,
  currency: string,
  words: FormWords = { number: String, color: String },
): ListingForm {
  const figure = (value: number | null | undefined): string => (value == null ? '' : words.number(value))
  return {
    title: shown(car?.title),
    make: shown(car?.make),
    model: shown(car?.model),
    year: shown(car?.year),
    price: figure(car?.price?.amount),
    currency: car?.price?.currency ?? currency,
    mileageKm: figure(car?.mileageKm),
    location: shown(car?.location),
    vin: shown(car?.vin),
    fuel: shown(car?.fuel),
    transmission: shown(car?.transmission),
    bodyType: shown(car?.bodyType),
    drive: shown(car?.drive),
    engineVolumeL: figure(car?.engineVolumeL),
    powerHp: figure(car?.powerHp),
    color: car?.color ? words.color(car.color) : '',
    condition: shown(car?.condition),
    description: shown(car?.description),
    images: car?.images.join('\n') ?? '',
    sellerName: shown(car?.seller.name),
    sellerPhone: shown(car?.seller.phone),
    sellerKind: shown(car?.seller.kind),
    sourceUrl: shown(car?.sourceUrl),
    status: car?.status ?? 'AVAILABLE',
  }
}

/** Fields of the form that become one field of the API together. */
const parts: Partial<Record<FormField, keyof ListingInput>> = {
  price: 'price',
  currency: 'price',
  sellerName: 'seller',
  sellerPhone: 'seller',
  sellerKind: 'seller',
}
const target = (field: FormField): keyof ListingInput => parts[field] ?? (field as keyof ListingInput)

/** A number as people write it: "2,0", "120 000", "1 995.5"; NaN if it is none, null if empty. */
export function readNumber(text: string): number | null {
  const clean = text.replace(/[\s\u00a0\u202f']/g, '')
  if (clean === '') return null
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(clean)) return Number(clean.replace(/[.,]/g, ''))
  return /^\d+(?:[.,]\d+)?$/.test(clean) ? Number(clean.replace(',', '.')) : NaN
}

const words = (text: string): string | null => text.trim() || null

/**
 * What of the form differs from how it began, as the API's input. A field that a person did not touch is not
 * sent, so that it is not locked. Errors name fields that can't be sent as they are.
 */
export function changesOf(
  form: ListingForm,
  began: ListingForm,
): { input: Partial<ListingInput>; errors: FormErrors } {
  const errors: FormErrors = {}
  const touched = new Set((Object.keys(form) as FormField[]).filter((f) => form[f] !== began[f]).map(target))
  const number = (field: FormField, whole: boolean): number | null => {
    const value = readNumber(form[field])
    if (value !== null && (Number.isNaN(value) || (whole && !Number.isInteger(value))))
      errors[field] = 'number'
    return value
  }
  const all = {
    title: () => {
      if (!form.title.trim()) errors.title = 'required'
      return form.title.trim()
    },
    make: () => words(form.make),
    model: () => words(form.model),
    year: () => number('year', true),
    price: () => {
      if (!form.price.trim()) return null
      const price = readPrice(form.price, form.currency)
      if (!price) errors.price = 'price'
      return price ?? null
    },
    mileageKm: () => number('mileageKm', true),
    location: () => words(form.location),
    vin: () => words(form.vin.replace(/\s/g, '').toUpperCase()),
    fuel: () => words(form.fuel),
    transmission: () => words(form.transmission),
    bodyType: () => words(form.bodyType),
    drive: () => words(form.drive),
    engineVolumeL: () => number('engineVolumeL', false),
    powerHp: () => number('powerHp', true),
    color: () => words(form.color),
    condition: () => words(form.condition),
    description: () => words(form.description),
    images: () => [...new Set(form.images.split(/[\s,]{1,40}(?=https?:)|\s+/).filter(Boolean))],
    seller: () => ({
      name: words(form.sellerName),
      phone: words(form.sellerPhone),
      kind: words(form.sellerKind),
    }),
    sourceUrl: () => words(form.sourceUrl),
    status: () => form.status,
  } satisfies Partial<Record<keyof ListingInput, () => unknown>>
  const input = Object.fromEntries(
    Object.entries(all).flatMap(([key, read]) =>
      touched.has(key as keyof ListingInput) ? [[key, read()]] : [],
    ),
  ) as Partial<ListingInput>
  return { input, errors }
}

/** The form's field that a pointer of a problem document means, such as `/price/amount` or `/seller/phone`. */
export function fieldOfPointer(pointer: string): FormField | undefined {
  const [first, second] = pointer.replace(/^\/(?:body\/)?/, '').split('/')
  if (first === 'price') return second === 'currency' ? 'currency' : 'price'
  if (first === 'seller')
    return second === 'phone' ? 'sellerPhone' : second === 'kind' ? 'sellerKind' : 'sellerName'
  return first && first in formOf(undefined, 'USD') ? (first as FormField) : undefined
}
