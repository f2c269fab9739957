import { anyCar } from '@cartie/shared/domain/request-criteria'
import type { RequestField, RequestFields } from './request-row.ts'

/** What changed of a request, field by field, for its story. */
export type RequestChanges = { [F in RequestField]?: { from: RequestFields[F]; to: RequestFields[F] } }

const same = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((v, i) => v === b[i]) : a === b

/** Whether other cars may fit after a change. */
export const concernsMatching = (changes: RequestChanges): boolean =>
  Object.keys(changes).some((field) => field in anyCar || field === 'kind' || field === 'searchesSites')

/** The fields after what was given, and what that changes of them. */
export function changeFields(
  before: RequestFields,
  given: Partial<RequestFields>,
): { after: RequestFields; changes: RequestChanges } {
  const changed = Object.entries(given).filter(
    ([field, to]) => to !== undefined && !same(before[field as RequestField], to),
  )
  const changes = Object.fromEntries(
    changed.map(([field, to]) => [field, { from: before[field as RequestField], to }]),
  ) as RequestChanges
  return { after: { ...before, ...Object.fromEntries(changed) }, changes }
}
