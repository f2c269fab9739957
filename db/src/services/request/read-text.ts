import { readWish } from '@cartie/shared/domain/wish-criteria'
import type { ReadRequest } from '@cartie/shared/schemas/request'
import { requirePermission, type Context } from '../../context.ts'
import { blankRequest } from './given-fields.ts'
import { toCriteria } from './request-row.ts'

/** What is understood of a pasted wish. Nothing is kept. */
export function readRequestText(ctx: Context, text: string): ReadRequest {
  requirePermission(ctx, 'requests.write')
  const { criteria, kind, language, title } = readWish(text, new Date().getUTCFullYear())
  return {
    kind: kind ?? blankRequest.kind,
    title,
    criteria: toCriteria(criteria),
    language: language ?? blankRequest.language,
  }
}
