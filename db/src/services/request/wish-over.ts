import {
  anyCar,
  criterionFields,
  inOrder,
  requestTitle,
  type CriterionName,
} from '@cartie/shared/domain/request-criteria'
import type { WishFields } from './wish-fields.ts'

/**
 * A wish with what was known before it: what it says of a car counts whole, criterion by criterion, and of what it is
 * silent on the earlier one holds, and so does how firm that is. Another make takes no model along.
 */
export function wishOver(known: WishFields, said: WishFields): WishFields {
  const isSaid = (name: CriterionName) => criterionFields[name].some((field) => field in said)
  const open = (Object.keys(criterionFields) as CriterionName[]).filter(
    (name) => !isSaid(name) && !(name === 'model' && isSaid('make')),
  )
  const held: ReadonlySet<string> = new Set(open.flatMap((name) => criterionFields[name]))
  const criteria: ReadonlySet<string> = new Set(Object.values(criterionFields).flat())
  const kept = Object.fromEntries(
    Object.entries(known).filter(([field]) => held.has(field) || !criteria.has(field)),
  ) as Partial<WishFields>
  const both = { ...kept, ...said }
  const title = 'makes' in said || !('makes' in known) ? both.title : requestTitle({ ...anyCar, ...both })
  return {
    ...both,
    ...(title ? { title } : {}),
    must: inOrder([...said.must, ...known.must.filter((name) => open.includes(name))]),
  }
}
