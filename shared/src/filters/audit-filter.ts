import type { FilterFields } from './filter-field.ts'

/** By what the record of deeds is found, beside what they were done to. */
export const auditFilter = {
  actor: {
    kind: 'pattern',
    pattern: /^(?:user|apiKey):[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    about: 'user:<id> or apiKey:<id>; absent: every person and key',
  },
} as const satisfies FilterFields
