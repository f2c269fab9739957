import type { LetterFacts } from '@cartie/shared/domain/letter'

/** A link that was drawn just now, and what its mail says of it. */
export type Drawn = Pick<LetterFacts, 'to' | 'company' | 'hours'> & { path: string }
