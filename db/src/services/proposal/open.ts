import { notFound } from '@cartie/shared/errors'
import type { PublicProposal } from '@cartie/shared/schemas/proposal'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { publicPage } from './public-page.ts'

/** A proposal as its client sees it. Throws `not_found` for a token of none, and for one that was never sent. */
export async function openProposal(ctx: Context, token: string): Promise<PublicProposal> {
  requirePermission(ctx, 'proposals.read')
  return withTx(ctx, async (tx) => {
    const page = await publicPage(ctx, tx, { token })
    if (!page) throw notFound('proposal')
    return page
  })
}
