import { leadKinds } from '../domain/lead.ts'
import { requestPriorities } from '../domain/request-criteria.ts'
import { requestStatuses } from '../domain/request-status.ts'
import type { FilterFields } from './filter-field.ts'

export const requestSorts = ['newest', 'oldest', 'deadline', 'priority'] as const

/** By what requests are found. */
export const requestFilter = {
  q: { kind: 'text', max: 200, about: 'words of title, code, wish, car or city' },
  status: { kind: 'some', of: requestStatuses },
  kind: { kind: 'one', of: leadKinds },
  priority: { kind: 'some', of: requestPriorities },
  owner: { kind: 'id', or: 'none' },
  lead: { kind: 'id' },
  session: { kind: 'id' },
  make: { kind: 'word', max: 80 },
  deleted: { kind: 'flag', about: 'true: the bin instead of the list' },
} as const satisfies FilterFields
