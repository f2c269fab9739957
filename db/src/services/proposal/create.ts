import { randomBytes } from 'node:crypto'
import { codeBytes, shortCode } from '@cartie/shared/domain/short-code'
import { AppError } from '@cartie/shared/errors'
import type { ProposalCreate, ProposalDetail } from '@cartie/shared/schemas/proposal'
import { actorName, withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { holdRequest, type HeldRequest } from '../request/hold.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { getProposal } from './get.ts'
import { offeredVariants } from './offered-variants.ts'
import { storeItems } from './store-items.ts'

/** More than this in a row never meet by chance. */
const codeTries = 10
const tokenBytes = 24

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

async function insertProposal(
  ctx: Context,
  tx: Tx,
  request: HeldRequest,
  { title, intro, language, expiresAt }: ProposalCreate,
): Promise<{ id: string; code: string }> {
  for (let i = 0; i < codeTries; i++) {
    const code = shortCode('proposal', randomBytes(codeBytes))
    const token = randomBytes(tokenBytes).toString('base64url')
    const [row] = await tx.sql<{ id: string; code: string }[]>`
      insert into proposals (workspace_id, request_id, code, token, title, intro, language, expires_at, created_by)
      values (${ctx.workspaceId}, ${request.id}, ${code}, ${token}, ${title ?? request.title}, ${intro || null},
        ${language ?? request.language}, ${expiresAt ?? null}, ${actorName(ctx)})
      on conflict (workspace_id, code) do nothing returning id, code`
    if (row) return row
  }
  throw new AppError('unavailable', 'No code was free for this proposal. Try again.', { retryAfterS: 1 })
}
