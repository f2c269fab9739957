import { notFound } from '@cartie/shared/errors'
import type { PublicProposal } from '@cartie/shared/schemas/proposal'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { composeContent } from './content.ts'
import { questionsOf } from './questions.ts'
import { rowToProposal, selectProposals } from './proposal-row.ts'

/** A proposal as its client would see it if it were sent now. Throws `not_found`. */
export async function previewProposal(ctx: Context, id: string): Promise<PublicProposal> {
  requirePermission(ctx, 'proposals.read')
  return withTx(ctx, async (tx) => {
    const content = await composeContent(ctx, tx, id)
    const [row] = await selectProposals(ctx, tx, tx.sql`p.id = ${id}`)
    if (!content || !row) throw notFound('proposal')
    const { company, code, title, intro, language } = content
    const sold = await tx.sql<{ id: string }[]>`
      select id from proposal_items
      where workspace_id = ${ctx.workspaceId} and proposal_id = ${id} and sold_at is not null`
    const gone = new Set(sold.map((item) => item.id))
    const { version, updatedAt, expiresAt, requestId, pdf } = rowToProposal(ctx, row)
    const cars = content.cars.map((car) => ({
      ...car,
      reaction: null,
      accepted: false,
      sold: gone.has(car.id),
    }))
    const questions = await questionsOf(ctx, tx, { id, requestId })
    const head = { company, code, state: 'open' as const, title, intro, language }
    return { ...head, version: version + 1, updatedAt, expiresAt, cars, questions, pdf }
  })
}
