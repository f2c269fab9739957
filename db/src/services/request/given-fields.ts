import type { Dictionary } from '@cartie/shared/domain/dictionary'
import { canonicalMake } from '@cartie/shared/domain/makes'
import { toMinor } from '@cartie/shared/domain/money'
import { anyCar, type RequestCriteria } from '@cartie/shared/domain/request-criteria'
import type { Criteria, RequestInput } from '@cartie/shared/schemas/request'
import type { RequestFields } from './request-row.ts'

type Told<T> = { [F in keyof T]?: T[F] | undefined }

/** Nothing known but where it came from. */
export const blankRequest: RequestFields = {
  ...anyCar,
  kind: 'BUY',
  status: 'DRAFT',
  priority: 'NORMAL',
  title: '',
  description: null,
  quantity: 1,
  language: 'uk',
  deadlineAt: null,
  source: 'manual',
  leadId: null,
  botId: null,
  sessionId: null,
  ownerId: null,
  notes: null,
  postText: null,
  searchesSites: false,
  lostReason: null,
}

/** Fields without those that are undefined; empty texts are unknown. */
export const toldOnly = <T extends object>(told: Told<T>): Partial<T> =>
  Object.fromEntries(
    Object.entries(told)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [field, value === '' ? null : value]),
  ) as Partial<T>

/**
 * Criteria as they were written, amounts in minor units, makes under the names that listings have. What is not given
 * is not there.
 */
export function writtenCriteria(
  { budget, makes, ...rest }: Told<Criteria>,
  dictionary: Dictionary,
): Partial<RequestCriteria> {
  const minor = (major: number | null, currency: string) => (major === null ? null : toMinor(major, currency))
  const amounts =
    budget === undefined
      ? {}
      : {
          budgetMinMinor: budget && minor(budget.min, budget.currency),
          budgetMaxMinor: budget && minor(budget.max, budget.currency),
          currency: budget && budget.currency,
        }
  const named = makes && { makes: makes.map((make) => canonicalMake(make, dictionary)) }
  return toldOnly<RequestCriteria>({ ...rest, ...named, ...amounts })
}

/** What a person wrote of a request, as its fields. */
export function writtenFields(
  { criteria, ...rest }: RequestInput,
  dictionary: Dictionary,
): Partial<RequestFields> {
  return { ...toldOnly<RequestFields>(rest), ...(criteria ? writtenCriteria(criteria, dictionary) : {}) }
}

/** The criteria that say something. */
export const saidCriteria = (criteria: RequestCriteria): Partial<RequestCriteria> =>
  Object.fromEntries(
    Object.entries(criteria).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && !value.length),
    ),
  )
