import type { Context } from '../../context.ts'

/** The page of a request for colleagues, at one of its tabs; null where nobody knows under which address people come. */
export const requestUrl = (ctx: Context, id: string, tab?: 'matches' | 'variants'): string | null =>
  ctx.db.publicUrl ? `${ctx.db.publicUrl}/requests?id=${id}${tab ? `&tab=${tab}` : ''}` : null
