import { canonicalCity } from '@cartie/shared/domain/cities'
import type { Dictionary } from '@cartie/shared/domain/dictionary'
import { canonicalMake } from '@cartie/shared/domain/makes'
import {
  inOrder,
  requestTitle,
  type CriterionName,
  type RequestCriteria,
} from '@cartie/shared/domain/request-criteria'
import { readWish } from '@cartie/shared/domain/wish-criteria'
import { saidCriteria } from './given-fields.ts'
import type { RequestFields } from './request-row.ts'

/** A wish as a door brings it: in words, and what is known of it beside them. */
export interface GivenWish {
  text: string | null
  kind?: RequestFields['kind'] | undefined
  make?: string | null | undefined
  model?: string | null | undefined
  yearFrom?: number | null | undefined
  yearTo?: number | null | undefined
  budgetMinMinor?: number | null | undefined
  budgetMaxMinor?: number | null | undefined
  currency?: string | null | undefined
  city?: string | null | undefined
  language?: RequestFields['language'] | undefined
}

export type WishFields = Partial<RequestFields> & { must: readonly CriterionName[] }

/** What a wish says of a request, and nothing that it does not say. What is known beside its words counts before what they are understood to say. */
export function wishFields(wish: GivenWish, dictionary: Dictionary): WishFields {
  const { text, model, city } = wish
  const make = wish.make ? canonicalMake(wish.make, dictionary) : null
  const read = text ? readWish(text, new Date().getUTCFullYear(), dictionary) : undefined
  const hasYears = (wish.yearFrom ?? wish.yearTo ?? null) !== null
  const hasBudget = (wish.budgetMinMinor ?? wish.budgetMaxMinor ?? null) !== null
  const known: Partial<RequestCriteria> = {
    ...(make ? { makes: [make], models: model ? [model] : [] } : {}),
    ...(hasYears ? { yearFrom: wish.yearFrom ?? null, yearTo: wish.yearTo ?? null } : {}),
    ...(hasBudget
      ? {
          budgetMinMinor: wish.budgetMinMinor ?? null,
          budgetMaxMinor: wish.budgetMaxMinor ?? null,
          currency: wish.currency ?? null,
        }
      : {}),
    ...(city ? { cities: [canonicalCity(city, dictionary)] } : {}),
  }
  const said = read ? saidCriteria(read.criteria) : {}
  // The words may name the model of the make that is known.
  if (make && !model && read?.criteria.makes.length === 1 && read.criteria.makes[0] === make)
    delete known.models
  const criteria = { ...said, ...known }
  const car: CriterionName[] = make ? (criteria.models?.length ? ['make', 'model'] : ['make']) : []
  const kind = wish.kind ?? read?.kind
  const language = wish.language ?? read?.language
  const named = make ? carTitle(criteria) : read?.title
  return {
    ...criteria,
    ...(kind ? { kind } : {}),
    ...(language ? { language } : {}),
    ...(named ? { title: named } : {}),
    ...(text ? { description: text } : {}),
    must: inOrder([...(read?.criteria.must ?? []), ...car]),
  }
}

const carTitle = ({ makes = [], models = [], yearFrom = null, yearTo = null }: Partial<RequestCriteria>) =>
  requestTitle({ makes, models, yearFrom, yearTo })
