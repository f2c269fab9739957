import { leadKinds, leadSources } from '../domain/lead.ts'
import { leadStatuses } from '../domain/lead-status.ts'
import type { FilterFields } from './filter-field.ts'

export const leadSorts = ['newest', 'oldest', 'active'] as const

/** How many tags a lead may have, and how many characters each. */
export const leadTags = { most: 30, max: 40 } as const

/** By what leads are found. */
export const leadFilter = {
  q: { kind: 'text', max: 200, about: 'words of name, phone, code, wish, car or city' },
  status: { kind: 'some', of: leadStatuses },
  source: { kind: 'some', of: leadSources },
  kind: { kind: 'one', of: leadKinds },
  bot: { kind: 'id' },
  session: { kind: 'id', about: 'the chat that it came from, or one that was joined to it' },
  owner: { kind: 'id', or: 'none' },
  tags: { kind: 'tags', ...leadTags, about: 'any of these, separated by commas' },
  deleted: { kind: 'flag', about: 'true: the bin instead of the list' },
} as const satisfies FilterFields
