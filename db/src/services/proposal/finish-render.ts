import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import type { ClaimedRender } from './claim-render.ts'

/** Keeps the PDF of a claimed version. False, and nothing is changed, where the claim was taken over or it was sent anew. */
export async function finishRender(ctx: Context, claim: ClaimedRender, pdf: Buffer): Promise<boolean> {
  requirePermission(ctx, 'proposals.write')
  const { proposalId, version, fence } = claim
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<{ requestId: string }[]>`
      update proposals set pdf_version = ${version}, lease_until = null
      where workspace_id = ${ctx.workspaceId} and id = ${proposalId} and fence = ${fence} and version = ${version}
      returning request_id as "requestId"`
    if (!row) return false
    await tx.sql`
      update proposal_versions set pdf = ${pdf}
      where workspace_id = ${ctx.workspaceId} and proposal_id = ${proposalId} and version = ${version}`
    tx.record('proposal.changed', { proposalId, requestId: row.requestId })
    return true
  })
}
