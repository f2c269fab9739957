import type { LeadKind } from '@cartie/shared/domain/lead'
import {
  criterionNames,
  inOrder,
  type CriterionName,
  type RequestPriority,
} from '@cartie/shared/domain/request-criteria'
import type { B2bRequest, Criteria, RequestPatch } from '@cartie/shared/schemas/request'
import type { z } from 'zod'
import { fieldsOf, type CriteriaForm } from './criteria-form.ts'
import { townsText } from './towns-text.ts'

/** A request as the form holds it. */
export interface RequestForm extends CriteriaForm {
  kind: LeadKind
  title: string
  priority: RequestPriority
  quantity: number | undefined
  /** As a field for date and time has it; empty: none. */
  deadline: string
  description: string
  notes: string
  searchesSites: boolean
}

/** Criteria for the form; those of no wish by default. A budget is in `currency` until somebody says otherwise. */
export const criteriaFormOf = (criteria?: Criteria, currency = 'USD'): CriteriaForm => ({
  makes: criteria?.makes.join(', ') ?? '',
  models: criteria?.models.join(', ') ?? '',
  yearFrom: criteria?.yearFrom ?? undefined,
  yearTo: criteria?.yearTo ?? undefined,
  budgetMin: criteria?.budget?.min ?? undefined,
  budgetMax: criteria?.budget?.max ?? undefined,
  currency: criteria?.budget?.currency ?? currency,
  mileageKmTo: criteria?.mileageKmTo ?? undefined,
  fuels: [...(criteria?.fuels ?? [])],
  transmissions: [...(criteria?.transmissions ?? [])],
  bodyTypes: [...(criteria?.bodyTypes ?? [])],
  drives: [...(criteria?.drives ?? [])],
  cities: townsText(criteria?.cities ?? []),
  colors: [...(criteria?.colors ?? [])],
  must: [...(criteria?.must ?? [])],
})

/** The form of a request, or an empty one. `deadline` is its moment as a field for date and time has it. */
export const formOf = (request?: B2bRequest, deadline = '', currency = 'USD'): RequestForm => ({
  ...criteriaFormOf(request?.criteria, currency),
  kind: request?.kind ?? 'BUY',
  title: request?.title ?? '',
  priority: request?.priority ?? 'NORMAL',
  quantity: request?.quantity ?? 1,
  deadline,
  description: request?.description ?? '',
  notes: request?.notes ?? '',
  searchesSites: request?.searchesSites ?? false,
})

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Which criteria of two forms differ. */
export const criteriaChanged = (a: CriteriaForm, b: CriteriaForm): CriterionName[] =>
  criterionNames.filter((name) => fieldsOf[name].some((field) => !isSame(a[field], b[field])))

/** The criteria of `form`, but those that were `kept` by hand, as `read` has them. */
export function withRead<Form extends CriteriaForm>(
  form: Form,
  read: CriteriaForm,
  kept: ReadonlySet<string>,
): Form {
  const taken = criterionNames.filter((name) => !kept.has(name))
  const fields = taken.flatMap((name) => fieldsOf[name].map((field) => [field, read[field]]))
  const must = inOrder([
    ...form.must.filter((name) => kept.has(name)),
    ...read.must.filter((name) => !kept.has(name)),
  ])
  return { ...form, ...Object.fromEntries(fields), must }
}

/** What a person has written of a form; the rest, which a text once said, as `blank` has it. */
export const writtenOnly = (
  form: RequestForm,
  blank: RequestForm,
  touched: ReadonlySet<CriterionName | 'title' | 'kind'>,
): RequestForm => ({
  ...withRead(form, blank, touched),
  title: touched.has('title') ? form.title : blank.title,
  kind: touched.has('kind') ? form.kind : blank.kind,
})

const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
]

type CriteriaBody = NonNullable<z.input<typeof RequestPatch>['criteria']>

/** The criteria of a form that differ from `began`, or all of them, as they are sent. */
export function criteriaBody(form: CriteriaForm, began?: CriteriaForm): CriteriaBody {
  const { budgetMin: min, budgetMax: max, currency } = form
  const all: Record<CriterionName, CriteriaBody> = {
    make: { makes: listOf(form.makes) },
    model: { models: listOf(form.models) },
    year: { yearFrom: form.yearFrom ?? null, yearTo: form.yearTo ?? null },
    budget: {
      budget:
        min === undefined && max === undefined ? null : { min: min ?? null, max: max ?? null, currency },
    },
    mileage: { mileageKmTo: form.mileageKmTo ?? null },
    fuel: { fuels: form.fuels as Criteria['fuels'] },
    transmission: { transmissions: form.transmissions as Criteria['transmissions'] },
    body: { bodyTypes: form.bodyTypes as Criteria['bodyTypes'] },
    drive: { drives: form.drives as Criteria['drives'] },
    city: { cities: listOf(form.cities) },
    color: { colors: form.colors },
  }
  const changed = (began ? criteriaChanged(form, began) : criterionNames).map((name) => all[name])
  const must = isSame(form.must, began?.must) ? {} : { must: form.must }
  return Object.assign({}, ...changed, must) as CriteriaBody
}

type Body = z.input<typeof RequestPatch>

/** What to send: fields that differ from `began`. `instantOf` reads the deadline's field. */
export function bodyOf(
  form: RequestForm,
  began: RequestForm,
  instantOf: (field: string) => string | undefined,
): Body {
  const body: Body = {}
  const criteria = criteriaBody(form, began)
  if (Object.keys(criteria).length) body.criteria = criteria
  if (form.title.trim() && form.title.trim() !== began.title) body.title = form.title.trim()
  for (const key of ['description', 'notes'] as const)
    if (form[key].trim() !== began[key]) body[key] = form[key].trim() || null
  if (form.kind !== began.kind) body.kind = form.kind
  if (form.priority !== began.priority) body.priority = form.priority
  if (form.searchesSites !== began.searchesSites) body.searchesSites = form.searchesSites
  if (form.quantity !== began.quantity) body.quantity = form.quantity ?? 1
  if (form.deadline !== began.deadline) body.deadlineAt = instantOf(form.deadline) ?? null
  return body
}
