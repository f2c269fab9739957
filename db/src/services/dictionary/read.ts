import { builtIn, dictionaryWith, type Dictionary, type OwnWord } from '@cartie/shared/domain/dictionary'
import type { Db, Tx } from '../../context.ts'
import type { Shelf } from './shelf.ts'

interface Kept {
  state: string
  dictionary: Dictionary
}

const keptBy = new WeakMap<Db, Map<string | null, Kept>>()
const mostKept = 200

/**
 * The dictionary of the workspace: its own words over those of the installation over the built-in ones; or, without a
 * workspace, as it is for one that has none of its own. It is made once
 * for each state of its words; a look at that state is all that another call costs.
 */
export async function readDictionary(
  { db, workspaceId }: Pick<Shelf, 'db' | 'workspaceId'>,
  { sql }: Pick<Tx, 'sql'>,
): Promise<Dictionary> {
  const [{ state }] = await sql<[{ state: string }]>`
    select count(*) || ' ' || coalesce(max(updated_at)::text, '') as state from dictionary_words
    where workspace_id = ${workspaceId} or workspace_id is null`
  if (state === '0 ') return builtIn
  const kept = keptBy.get(db) ?? new Map<string | null, Kept>()
  keptBy.set(db, kept)
  const known = kept.get(workspaceId)
  if (known?.state === state) return known.dictionary
  const words = await sql<OwnWord[]>`
    select kind, make, name, word from dictionary_words
    where workspace_id = ${workspaceId} or workspace_id is null
    order by workspace_id nulls first, updated_at, id`
  const dictionary = dictionaryWith(words)
  if (kept.size >= mostKept) kept.clear()
  kept.set(workspaceId, { state, dictionary })
  return dictionary
}
