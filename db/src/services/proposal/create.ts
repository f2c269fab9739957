import type { ProposalCreate, ProposalDetail } from '@cartie/shared/schemas/proposal'
import { actorName, withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { codeSql, drawToken, withCode } from '../../draw-code.ts'
import { holdRequest, type HeldRequest } from '../request/hold.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { getProposal } from './get.ts'
import { offeredVariants } from './offered-variants.ts'
import { storeItems } from './store-items.ts'

/**
 * Composes a proposal of variants of a request, each at its price with the margin. Throws `not_found`; `conflict` for a
 * closed request; `invalid` for variants that no client may be shown.
 */
export async function createProposal(
  ctx: Context,
  requestId: string,
  input: ProposalCreate,
): Promise<ProposalDetail> {
  requirePermission(ctx, 'proposals.write')
  return withTx(ctx, async (tx) => {
    const request = await holdRequest(ctx, tx, { requestId }, { open: true })
    const { variantIds, margin } = input
    const pointerTo = (n: number) => `/variantIds/${n}`
    const variants = await offeredVariants(ctx, tx, { requestId, variantIds, pointerTo })
    const { id, code } = await insertProposal(ctx, tx, request, input)
    const items = variantIds.map((variantId) => ({ variantId, ...(margin ? { margin } : {}) }))
    await storeItems(ctx, tx, id, items, variants)
    const payload = { code, cars: items.length }
    await logRequestActivity(ctx, tx, { requestId, proposalId: id, type: 'proposal_created', payload })
    tx.record('proposal.changed', { proposalId: id, requestId })
    return getProposal({ ...ctx, tx }, id)
  })
}

const insertText = `
  insert into proposals (workspace_id, code, request_id, token, title, intro, language, expires_at, created_by)
  values ($1::uuid, ${codeSql('proposal', '$2::text', '$1::uuid')}, $3, $4, $5, $6, $7, $8, $9)
  on conflict (workspace_id, code) do nothing returning id, code`

function insertProposal(
  ctx: Context,
  tx: Tx,
  request: HeldRequest,
  { title, intro, language, expiresAt }: ProposalCreate,
): Promise<{ id: string; code: string }> {
  return withCode('proposal', async (code) => {
    const shown = [title ?? request.title, intro || null, language ?? request.language, expiresAt ?? null]
    const values = [ctx.workspaceId, code, request.id, drawToken(), ...shown, actorName(ctx)]
    const [row] = await tx.sql.unsafe<{ id: string; code: string }[]>(insertText, values, { prepare: true })
    return row
  })
}
