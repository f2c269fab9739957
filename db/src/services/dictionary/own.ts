import type { Dictionary } from '@cartie/shared/domain/dictionary'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readDictionary } from './read.ts'

/** The dictionary of the workspace, for work outside of a transaction. Throws `forbidden`. */
export async function ownDictionary(ctx: Context): Promise<Dictionary> {
  requirePermission(ctx, 'dictionaries.read')
  return withTx(ctx, (tx) => readDictionary(ctx, tx))
}
