import { AppError, notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import type { ProposalKey } from './lock.ts'
import { stateOf } from './public-page.ts'
import { hidden } from './shown.ts'
import type { ProposalStatus } from '@cartie/shared/domain/proposal-status'

export interface ProposalPdf {
  code: string
  bytes: Buffer
}

interface Row {
  code: string
  status: ProposalStatus
  overdue: boolean
  hidden: boolean
  pdf: Buffer | null
  isDue: boolean
}

/**
 * The PDF of what was sent last. For its client a proposal that was taken back has none. Throws `not_found` where there
 * is none, `unavailable` where it is still being made.
 */
export async function readProposalPdf(ctx: Context, key: ProposalKey): Promise<ProposalPdf> {
  requirePermission(ctx, 'proposals.read')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<Row[]>`
      select p.code, p.status, coalesce(p.expires_at <= clock_timestamp(), false) as overdue,
        ${tx.sql.unsafe(hidden)} as hidden, v.pdf, p.pdf_version < p.version as "isDue"
      from proposals p
        join proposal_versions v on v.workspace_id = p.workspace_id and v.proposal_id = p.id and v.version = p.version
      where p.workspace_id = ${ctx.workspaceId}
        and ${'id' in key ? tx.sql`p.id = ${key.id}` : tx.sql`p.token = ${key.token}`}`
    if (!row || ('token' in key && stateOf(row) === 'revoked')) throw notFound('PDF')
    if (row.pdf) return { code: row.code, bytes: row.pdf }
    if (!row.isDue) throw notFound('PDF')
    throw new AppError('unavailable', 'The PDF is being made. Try again in a moment.', { retryAfterS: 2 })
  })
}
