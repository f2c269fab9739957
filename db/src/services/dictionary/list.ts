import { builtInWords } from '@cartie/shared/domain/built-in-words'
import { fold } from '@cartie/shared/domain/fold'
import type { DictionaryEntry, DictionaryQuery, WordLevel } from '@cartie/shared/schemas/dictionary'
import type { Context } from '../../context.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { shelfOf, type ShelfLevel } from './shelf.ts'

interface StoredWord {
  id: string
  make: string | null
  name: string
  word: string
  level: WordLevel
}

/**
 * One page of the makes, models or towns by name with the spellings of all levels, those of the workspace first; or as
 * the installation has them, whatever its workspaces say. Throws `forbidden`, and `invalid` for a foreign cursor.
 */
export async function listDictionary(
  ctx: Context,
  { kind, q, own, cursor, limit }: DictionaryQuery,
  shelfLevel: ShelfLevel = 'workspace',
): Promise<{ data: DictionaryEntry[]; nextCursor: string | null }> {
  const { workspaceId, run } = await shelfOf(ctx, shelfLevel, 'dictionaries.read')
  const after = cursor === undefined ? '' : String(decodeCursor(cursor, 1)[0])
  const stored = await run(
    ({ sql }) => sql<StoredWord[]>`
      select id, make, name, word, case when workspace_id is null then 'global' else 'workspace' end as level
      from dictionary_words where (workspace_id = ${workspaceId} or workspace_id is null) and kind = ${kind}
      order by workspace_id nulls last, word`,
  )
  const entries = new Map<string, DictionaryEntry>()
  for (const { make, name, words } of builtInWords().filter((one) => one.kind === kind))
    entryIn(entries, { kind, make, name, level: 'built_in' }).words.push(
      ...words.map((word) => ({ id: null, word, level: 'built_in' as const })),
    )
  for (const { id, make, name, word, level } of stored.toReversed())
    entryIn(entries, { kind, make, name, level }).words.unshift({
      id: level === shelfLevel ? id : null,
      word,
      level,
    })
  const wanted = fold(q ?? '')
  const found = [...entries.values()]
    .filter(
      ({ make, name, words }) =>
        [`${make ?? ''} ${name}`, ...words.map(({ word }) => word)].some((one) =>
          fold(one).includes(wanted),
        ) &&
        (!own || words.some(({ level }) => level === shelfLevel)),
    )
    .filter(({ id }) => id > after)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const data = found.slice(0, limit)
  const last = data.at(-1)
  return { data, nextCursor: found.length > limit && last ? encodeCursor([last.id]) : null }
}

/** The entry of a name; a new one is of the level that names it first. */
function entryIn(
  entries: Map<string, DictionaryEntry>,
  named: Omit<DictionaryEntry, 'id' | 'words'>,
): DictionaryEntry {
  const id = fold(`${named.make ?? ''} ${named.name}`).trim()
  const entry = entries.get(id) ?? { id, ...named, words: [] }
  entries.set(id, entry)
  return entry
}
