import type { OwnWord } from '@cartie/shared/domain/dictionary'
import type { DictionaryWord } from '@cartie/shared/schemas/dictionary'
import type { Tx } from '../../context.ts'
import { iso } from '../lead/lead-row.ts'

/** A row of `dictionary_words` as raw SQL gives it. */
export interface WordRow extends OwnWord {
  id: string
  created_at: string
  updated_at: string
}

/** What to select for it. */
export const wordColumns = ({ sql }: Pick<Tx, 'sql'>) =>
  sql`id, kind, make, name, word, created_at, updated_at`

/** A stored word in the API's shape. */
export const rowToWord = ({ created_at, updated_at, ...row }: WordRow): DictionaryWord => ({
  id: row.id,
  kind: row.kind,
  make: row.make,
  name: row.name,
  word: row.word,
  createdAt: iso(created_at),
  updatedAt: iso(updated_at),
})
