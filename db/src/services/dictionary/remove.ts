import { notFound } from '@cartie/shared/errors'
import type { Context } from '../../context.ts'
import { shelfOf, type ShelfLevel } from './shelf.ts'

/** Forgets a word of the shelf; what was read by it stays as it was read. Throws `forbidden` and `not_found`. */
export async function removeWord(ctx: Context, id: string, level: ShelfLevel = 'workspace'): Promise<void> {
  const { workspaceId, run } = await shelfOf(ctx, level, 'dictionaries.write')
  await run(async (tx) => {
    const [gone] = await tx.sql<{ word: string }[]>`
      delete from dictionary_words where workspace_id is not distinct from ${workspaceId} and id = ${id}
      returning word`
    if (!gone) throw notFound('word')
    tx.changed(null, `${gone.word} →`)
  })
}
