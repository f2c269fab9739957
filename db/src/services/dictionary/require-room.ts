import { AppError } from '@cartie/shared/errors'
import type { Tx } from '../../context.ts'
import type { Shelf } from './shelf.ts'

const mostWords = 5000

/** Throws `conflict` where a shelf has as many words as it may have. */
export async function requireRoom(
  { workspaceId }: Pick<Shelf, 'workspaceId'>,
  { sql }: Pick<Tx, 'sql'>,
): Promise<void> {
  const [{ count }] = await sql<[{ count: number }]>`
    select count(*)::int as count from dictionary_words where workspace_id is not distinct from ${workspaceId}`
  if (count >= mostWords)
    throw new AppError('conflict', `There is room for ${mostWords} added words. Delete some first.`)
}
