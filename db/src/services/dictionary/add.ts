import { tidyWord, wordKey } from '@cartie/shared/domain/own-word'
import type { DictionaryWord, DictionaryWordInput } from '@cartie/shared/schemas/dictionary'
import type { Context } from '../../context.ts'
import { readDictionary } from './read.ts'
import { alreadyThere, refuseWord } from './refuse-word.ts'
import { requireRoom } from './require-room.ts'
import { shelfOf, type ShelfLevel } from './shelf.ts'
import { rowToWord, wordColumns, type WordRow } from './word-row.ts'

/**
 * Adds a spelling to the workspace's own, or to the installation's; what it means is kept under the name that is known
 * already. Throws `forbidden`, `invalid` for a word that would be found everywhere or says too little, and `conflict`
 * for one that is there, or one too many.
 */
export async function addWord(
  ctx: Context,
  input: DictionaryWordInput,
  level: ShelfLevel = 'workspace',
): Promise<DictionaryWord> {
  const shelf = await shelfOf(ctx, level, 'dictionaries.write')
  return shelf.run(async (tx) => {
    const word = tidyWord({ ...input, make: input.make ?? null }, await readDictionary(shelf, tx))
    refuseWord(word)
    await requireRoom(shelf, tx)
    const [row] = await tx.sql<WordRow[]>`
      insert into dictionary_words (workspace_id, kind, make, name, word, key, updated_at)
      values (${shelf.workspaceId}, ${word.kind}, ${word.make}, ${word.name}, ${word.word}, ${wordKey(word.word)},
        clock_timestamp())
      on conflict do nothing returning ${wordColumns(tx)}`
    if (!row) throw alreadyThere(word.word)
    tx.changed(row.id, `${word.word} → ${word.name}`)
    return rowToWord(row)
  })
}
