import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'

/** Ids of the photos that are kept already, by their keys. */
export async function findMedia(ctx: Context, keys: readonly string[]): Promise<Map<string, string>> {
  if (!keys.length) return new Map()
  const rows = await withTx(
    ctx,
    (tx) => tx.sql<{ key: string; id: string }[]>`
      select key, id from media where workspace_id = ${ctx.workspaceId} and key in ${tx.sql(keys)}`,
  )
  return new Map(rows.map((row) => [row.key, row.id]))
}
