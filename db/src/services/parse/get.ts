import { notFound } from '@cartie/shared/errors'
import type { Parse } from '@cartie/shared/schemas/parse'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { toParse, type ParseRow } from './parse-row.ts'

/** One parse with its progress. Throws `not_found`. */
export async function getParse(ctx: Context, id: string): Promise<Parse> {
  requirePermission(ctx, 'parses.read')
  const [row] = await withTx(ctx, (tx) => tx.sql<ParseRow[]>`select * from parses where id = ${id}`)
  if (!row) throw notFound('parse')
  return toParse(row)
}
