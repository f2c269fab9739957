import { readWish } from '@cartie/shared/domain/wish-criteria'
import type { ReadRequest } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'
import { blankRequest } from './given-fields.ts'
import { toCriteria } from './request-row.ts'

/** What is understood of a pasted wish. Nothing is kept. */
export async function readRequestText(ctx: Context, text: string): Promise<ReadRequest> {
  requirePermission(ctx, 'requests.write')
  const dictionary = await withTx(ctx, (tx) => readDictionary(ctx, tx))
  const { criteria, kind, language, title } = readWish(text, new Date().getUTCFullYear(), dictionary)
  return {
    kind: kind ?? blankRequest.kind,
    title,
    criteria: toCriteria(criteria),
    language: language ?? blankRequest.language,
  }
}
