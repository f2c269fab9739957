import { readWish } from '@cartie/shared/domain/wish-criteria'
import type { ReadRequest } from '@cartie/shared/schemas/request'
import { requirePermission, type Context } from '../../context.ts'
import { toCriteria } from './request-row.ts'

/** What is understood of a pasted wish. Nothing is kept. */
export function readRequestText(ctx: Context, text: string): ReadRequest {
  requirePermission(ctx, 'requests.write')
  const { criteria, ...read } = readWish(text, new Date().getUTCFullYear())
  return { ...read, criteria: toCriteria(criteria) }
}
