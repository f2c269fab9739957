import { ApiError } from '@cartie/shared/client'
import { normalizePhone } from '@cartie/shared/domain/phone'
import { parseMoney, toMinor } from '@cartie/shared/domain/money'
import type { OfferForm } from '@cartie/shared/schemas/variant'
import type { z } from 'zod'
import { m } from '#lib/paraglide/messages.js'
import { numberOf } from '#lib/ui/number-of.ts'

/** What a visitor fills in, as they write it. */
export interface OfferDraft {
  title: string
  price: string
  year: string
  mileageKm: string
  vin: string
  url: string
  details: string
  name: string
  phone: string
  consent: boolean
  /** Nobody sees this field but robots. */
  website: string
}

/** An empty form. */
export const blankOffer = (): OfferDraft => ({
  title: '',
  price: '',
  year: '',
  mileageKm: '',
  vin: '',
  url: '',
  details: '',
  name: '',
  phone: '',
  consent: false,
  website: '',
})

/** What came as a plain form, from a page without a script. */
export function draftOf(data: FormData): OfferDraft {
  const text = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
  const blank = blankOffer()
  const texts = Object.keys(blank).map((name) => [name, text(name)])
  return { ...blank, ...Object.fromEntries(texts), consent: data.has('consent') } as OfferDraft
}

export type OfferErrors = Partial<Record<keyof OfferDraft, string>>

const words = {
  title: m.offer_error_car,
  price: m.offer_error_price,
  year: m.offer_error_year,
  mileageKm: m.offer_error_mileage,
  vin: m.offer_error_long,
  url: m.offer_error_url,
  details: m.offer_error_long,
  name: m.offer_error_name,
  phone: m.offer_error_phone,
  consent: m.offer_error_consent,
} as const

/** Nobody sells a car for less: such a number has lost its thousands. */
const leastPrice = 100

/** What is wrong before anything is sent. */
export function problemsOf(draft: OfferDraft): OfferErrors {
  const price = parseMoney(draft.price, { currency: 'USD' })
  const year = draft.year.trim() ? numberOf(draft.year) : 2000
  const mileage = draft.mileageKm.trim() ? numberOf(draft.mileageKm) : 0
  const url = draft.url.trim()
  const wrong: Record<keyof typeof words, boolean> = {
    title: !draft.title.trim() && !draft.details.trim() && !url,
    price: !price || price.amountMinor < toMinor(leastPrice, price.currency ?? 'USD'),
    year: year === undefined || year < 1900 || year > 2100 || !Number.isInteger(year),
    mileageKm: mileage === undefined || mileage < 0 || mileage > 5_000_000,
    vin: draft.vin.length > 40,
    url: url !== '' && !(URL.canParse(url) && /^https?:/i.test(url)),
    details: draft.details.length > 3000,
    name: !draft.name.trim(),
    phone: normalizePhone(draft.phone) === undefined,
    consent: !draft.consent,
  }
  const names = Object.keys(wrong) as (keyof typeof words)[]
  return Object.fromEntries(names.filter((name) => wrong[name]).map((name) => [name, words[name]()]))
}

/** What is sent: only what was filled in; `by` as the address of the page says. The draft has no problems. */
export function bodyOf(
  draft: OfferDraft,
  {
    photos = [],
    language,
    by,
  }: { photos?: readonly string[]; language: OfferForm['language']; by: string | null },
): z.input<typeof OfferForm> {
  const { year, mileageKm, name, phone, price, consent: _, ...texts } = draft
  const filled = Object.entries(texts).filter(([, text]) => text.trim())
  const number = (text: string) => (text.trim() ? Math.round(numberOf(text) ?? 0) : undefined)
  return {
    ...Object.fromEntries(filled),
    name,
    phone,
    price,
    ...(number(year) === undefined ? {} : { year: number(year) }),
    ...(number(mileageKm) === undefined ? {} : { mileageKm: number(mileageKm) }),
    photos: [...photos],
    ...(language ? { language } : {}),
    ...(by ? { by: by.slice(0, 64) } : {}),
    consent: true,
  }
}

/** Why an offer was not taken: the fields that are named, with what helps, or a sentence; `closed` closes the page. */
export function refusalOf(error: unknown): { errors: OfferErrors; text: string; closed: boolean } {
  const problem = error instanceof ApiError ? error.problem : undefined
  const codes = problem?.errors.map((one) => one.code) ?? []
  const fields = Object.keys(words) as (keyof typeof words)[]
  const named =
    problem?.code === 'invalid'
      ? fields.filter((field) => problem.errors.some(({ pointer }) => pointer.split('/')[1] === field))
      : []
  const text = codes.includes('duplicate')
    ? m.offer_duplicate()
    : codes.includes('no_image')
      ? m.offer_error_photo()
      : problem?.code === 'rate_limited'
        ? m.offer_limited()
        : m.offer_failed()
  return {
    errors: Object.fromEntries(named.map((field) => [field, words[field]()])),
    text: named.length || codes.includes('closed') ? '' : text,
    closed: codes.includes('closed'),
  }
}
