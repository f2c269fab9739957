import { tidyWord, wordKey, wordProblem, wordProblems } from '@cartie/shared/domain/own-word'
import type { DictionaryImport, DictionaryImported } from '@cartie/shared/schemas/dictionary'
import type { Context } from '../../context.ts'
import { readDictionary } from './read.ts'
import { requireRoom } from './require-room.ts'
import { shelfOf, type Shelf, type ShelfLevel } from './shelf.ts'

/**
 * Adds the words of a table to the workspace's, or to the installation's, in one transaction. A word that is there means
 * what the table says from then on; rows that can't be kept are told by their place. Throws `forbidden`, and `conflict`
 * where there is no room for more.
 */
export const importWords = async (
  ctx: Context,
  input: DictionaryImport,
  level: ShelfLevel = 'workspace',
): Promise<DictionaryImported> => importInto(await shelfOf(ctx, level, 'dictionaries.write'), input)

/** The same for who has the shelf. */
export function importInto(shelf: Shelf, { rows }: DictionaryImport): Promise<DictionaryImported> {
  return shelf.run(async (tx) => {
    await requireRoom(shelf, tx)
    const dictionary = await readDictionary(shelf, tx)
    const refused: DictionaryImported['refused'] = []
    const words = new Map<string, object>()
    for (const [row, input] of rows.entries()) {
      const word = tidyWord({ ...input, make: input.make ?? null }, dictionary)
      const code = wordProblem(word)
      const key = wordKey(word.word)
      if (code) refused.push({ row, code, message: wordProblems[code] })
      else words.set(JSON.stringify([word.kind, word.make, key]), { ...word, key })
    }
    const written = await tx.sql<{ created: boolean }[]>`
      insert into dictionary_words as w (workspace_id, kind, make, name, word, key, updated_at)
      select ${shelf.workspaceId}::uuid, kind, make, name, word, key, clock_timestamp()
      from jsonb_to_recordset(${JSON.stringify([...words.values()])}::jsonb)
        as t(kind text, make text, name text, word text, key text)
      on conflict (workspace_id, kind, make, key) do update set name = excluded.name, word = excluded.word,
        updated_at = excluded.updated_at
      where w.name <> excluded.name
      returning xmax = 0 as created`
    const created = written.filter((row) => row.created).length
    if (written.length) tx.changed(null, `CSV: ${written.length}`)
    return {
      created,
      changed: written.length - created,
      unchanged: rows.length - refused.length - written.length,
      refused,
    }
  })
}
