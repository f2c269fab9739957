import type { LeadField, LeadFields, LeadValue } from './lead.ts'

/** What became of one field: another value; or, where a field gathers, what came to it and what went. */
export type FieldChange =
  { from: LeadValue; to: LeadValue } | { add?: readonly string[]; remove?: readonly string[] }

export type LeadChanges = { [F in LeadField]?: FieldChange }

/** The longest wish that a lead holds, in characters; what goes beyond stands in its story alone. */
const longestRequest = 20_000

/** Joins a further wish to what a person wrote before. The same words once more change nothing. */
export function joinRequest(known: string | null, more: string): string {
  if (!known) return more
  const said = `\n\n${known}\n\n`.includes(`\n\n${more}\n\n`)
  return said || known.length + more.length + 2 > longestRequest ? known : `${known}\n\n${more}`
}

const isList = (value: LeadValue): value is readonly string[] => Array.isArray(value)

function changed(value: LeadValue, change: FieldChange): LeadValue {
  if ('to' in change) return change.to
  const { add = [], remove = [] } = change
  if (isList(value)) return [...new Set([...value, ...add])].filter((one) => !remove.includes(one))
  return add.reduce<string | null>(joinRequest, typeof value === 'string' ? value : null)
}

/** The fields after these changes; the given object stays as it is. */
export function applyChanges(fields: LeadFields, changes: LeadChanges): LeadFields {
  const next: Record<LeadField, LeadValue> = { ...fields }
  for (const [field, change] of Object.entries(changes) as [LeadField, FieldChange][]) {
    next[field] = changed(next[field], change)
  }
  return next as LeadFields
}

const same = (a: LeadValue, b: LeadValue): boolean =>
  isList(a) && isList(b) ? a.length === b.length && a.every((v, i) => v === b[i]) : a === b

/** What it takes to make `after` out of `before`, field by field. */
export function changesBetween(before: LeadFields, after: Partial<LeadFields>): LeadChanges {
  const changes: LeadChanges = {}
  for (const [field, to] of Object.entries(after) as [LeadField, LeadValue | undefined][]) {
    if (to !== undefined && !same(before[field], to)) changes[field] = { from: before[field], to }
  }
  return changes
}
