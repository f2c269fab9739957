import { tidyWord, wordKey } from '@cartie/shared/domain/own-word'
import { notFound } from '@cartie/shared/errors'
import type { DictionaryWord, DictionaryWordPatch } from '@cartie/shared/schemas/dictionary'
import type { Context } from '../../context.ts'
import { readDictionary } from './read.ts'
import { alreadyThere, refuseWord } from './refuse-word.ts'
import { shelfOf, type ShelfLevel } from './shelf.ts'
import { rowToWord, wordColumns, type WordRow } from './word-row.ts'

/** Changes a word of the shelf or what it means. Throws `not_found`, and else as `addWord` does. */
export async function changeWord(
  ctx: Context,
  id: string,
  patch: DictionaryWordPatch,
  level: ShelfLevel = 'workspace',
): Promise<DictionaryWord> {
  const shelf = await shelfOf(ctx, level, 'dictionaries.write')
  const { workspaceId } = shelf
  return shelf.run(async (tx) => {
    const { sql } = tx
    const [before] = await sql<WordRow[]>`
      select ${wordColumns(tx)} from dictionary_words
      where workspace_id is not distinct from ${workspaceId} and id = ${id} for update`
    if (!before) throw notFound('word')
    const { make = before.make, name = before.name, word: said = before.word } = patch
    const word = tidyWord({ kind: before.kind, make, name, word: said }, await readDictionary(shelf, tx))
    refuseWord(word)
    const key = wordKey(word.word)
    const taken = await sql`
      select from dictionary_words where workspace_id is not distinct from ${workspaceId} and kind = ${word.kind}
        and make is not distinct from ${word.make} and key = ${key} and id <> ${id}`
    if (taken.length) throw alreadyThere(word.word)
    const [row] = await sql<[WordRow]>`
      update dictionary_words set make = ${word.make}, name = ${word.name}, word = ${word.word}, key = ${key},
        updated_at = clock_timestamp()
      where workspace_id is not distinct from ${workspaceId} and id = ${id} returning ${wordColumns(tx)}`
    tx.changed(id, `${word.word} → ${word.name}`)
    return rowToWord(row)
  })
}
