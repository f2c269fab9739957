import type { DictionaryWord } from '@cartie/shared/schemas/dictionary'
import { requirePermission, type Context } from '../../context.ts'
import { shelfOf, type ShelfLevel } from './shelf.ts'
import { rowToWord, wordColumns, type WordRow } from './word-row.ts'

/**
 * The words that were added to the workspace, or to the installation, by kind, make and name. Throws `forbidden`, for the
 * workspace's at once, before they are asked for.
 */
export function exportWords(
  ctx: Context,
  level: ShelfLevel = 'workspace',
): AsyncGenerator<DictionaryWord[], void> {
  if (level === 'workspace') requirePermission(ctx, 'dictionaries.read')
  return readWords(ctx, level)
}

async function* readWords(ctx: Context, level: ShelfLevel): AsyncGenerator<DictionaryWord[], void> {
  const { workspaceId, run } = await shelfOf(ctx, level, 'dictionaries.read')
  yield await run(async (tx) => {
    const rows = await tx.sql<WordRow[]>`
      select ${wordColumns(tx)} from dictionary_words where workspace_id is not distinct from ${workspaceId}
      order by kind, make nulls first, name, word`
    return rows.map(rowToWord)
  })
}
