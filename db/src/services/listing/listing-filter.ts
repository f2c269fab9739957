import { builtIn, type Dictionary } from '@cartie/shared/domain/dictionary'
import { canonicalMake, canonicalModel } from '@cartie/shared/domain/makes'
import { minorUnits } from '@cartie/shared/domain/money'
import type { ListingFilter } from '@cartie/shared/schemas/listing'
import type { Context, Tx } from '../../context.ts'
import { searchQuery } from '../../search-text.ts'
import { readDictionary } from '../dictionary/read.ts'
import { tagQuery } from './search-words.ts'

type Param = string | number | boolean | readonly string[]

/** A comparison of one column with a value, or with nothing. */
export interface Condition {
  column: string
  value?: Param
  compare: (place: string) => string
}

export interface Conditions {
  where: readonly Condition[]
  /** A tsquery that holds for every match, where words were typed. */
  words: string | null
}

/** Conditions as SQL; their values join the parameters of the statement. */
export const bind = (where: readonly Condition[], params: unknown[]): string[] =>
  where.map(
    ({ column, value, compare }) =>
      `${column} ${compare(value === undefined ? '' : `$${params.push(value)}`)}`,
  )

/** The conditions of a filter for the current workspace; its dictionary is read where the filter has words to read. */
export async function listingConditions(ctx: Context, tx: Tx, filter: ListingFilter): Promise<Conditions> {
  const reads = [filter.make, filter.model, filter.q].some((word) => word !== undefined)
  return filterConditions(ctx.workspaceId, filter, reads ? await readDictionary(ctx, tx) : builtIn)
}

/**
 * The conditions of a filter for a workspace. Prices are compared in the filter's currency, or, if it names
 * none, as numbers of hundredths. A make or model is meant as it is written or as the dictionary reads it.
 */
export function filterConditions(
  workspaceId: string,
  filter: ListingFilter,
  dictionary: Dictionary,
): Conditions {
  const bin = filter.deleted ? 'is not null' : 'is null'
  const where: Condition[] = [
    { column: 'workspace_id', value: workspaceId, compare: (p) => `= ${p}` },
    { column: 'deleted_at', compare: () => bin },
  ]
  const add = (column: string, value: Param | undefined, compare: Condition['compare']) => {
    if (value !== undefined) where.push({ column, value, compare })
  }
  const scale = 10 ** (filter.currency ? minorUnits(filter.currency) : 2)
  const minor = (major: number | undefined) => (major === undefined ? undefined : Math.round(major * scale))
  add('status', filter.status, (p) => `= any(${p}::text[])`)
  const { make, model } = filter
  const makes = make === undefined ? undefined : spelledAs(make, canonicalMake(make, dictionary))
  const models =
    model === undefined ? undefined : spelledAs(model, canonicalModel(make ?? '', model, dictionary))
  const addNames = (column: string, names: readonly string[] | undefined) =>
    names && names.length > 1
      ? add(column, names, (p) => `= any(${p}::text[])`)
      : add(column, names?.[0], (p) => `= ${p}`)
  addNames('make', makes)
  addNames('model', models)
  add('source', filter.source, (p) => `= ${p}`)
  add('fuel', filter.fuel, (p) => `= any(${p}::text[])`)
  add('transmission', filter.transmission, (p) => `= any(${p}::text[])`)
  add('body_type', filter.bodyType, (p) => `= any(${p}::text[])`)
  add('currency', filter.currency, (p) => `= ${p}`)
  add('year', filter.yearFrom, (p) => `>= ${p}::bigint`)
  add('year', filter.yearTo, (p) => `<= ${p}::bigint`)
  add('price_minor', minor(filter.priceFrom), (p) => `>= ${p}::bigint`)
  add('price_minor', minor(filter.priceTo), (p) => `<= ${p}::bigint`)
  add('mileage_km', filter.mileageTo, (p) => `<= ${p}::bigint`)
  add('first_parse_id', filter.parseId, (p) => `= ${p}::uuid`)
  const typed = filter.q === undefined ? null : searchQuery(filter.q, dictionary)
  if (typed) add('search', typed, (p) => `@@ ${p}::tsquery`)
  return { where, words: typed && [typed, ...tagsOf(filter, makes, models)].join(' & ') }
}

const listOf = (value: string | undefined) => (value === undefined ? undefined : [value])

const spelledAs = (...names: string[]) => [...new Set(names)]

const tagsOf = (
  { source, fuel, transmission, bodyType }: ListingFilter,
  make: readonly string[] | undefined,
  model: readonly string[] | undefined,
): string[] => tagQuery({ make, model, source: listOf(source), fuel, transmission, bodyType })

/** The same conditions, the words answered by their own index. It costs a look at each of their matches. */
export function byWords({ where, words }: Conditions): readonly Condition[] {
  if (words === null) return where
  const found = (place: string) => `= any((select listing_search(${place}))::tid[])`
  return [
    ...where.filter(({ column }) => column !== 'search'),
    { column: 'ctid', value: words, compare: found },
  ]
}
