import type { Language } from '@cartie/shared/schemas/common'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import type { ProposalContent } from './content.ts'
import { proposalUrl } from './proposal-row.ts'

/** After so many claims without an end a proposal goes without a PDF: it takes its worker down with it. */
export const maxRenderClaims = 5

/** A version whose PDF is to be made. The later write names its fence. */
export interface ClaimedRender {
  proposalId: string
  version: number
  fence: number
  content: ProposalContent
  /** The public page. */
  url: string
  /** ISO 8601, or none. */
  expiresAt: string | null
  language: Language
  timeZone: string
}

interface Row extends Omit<ClaimedRender, 'url' | 'language'> {
  token: string
  attempts: number
}

/**
 * Takes the rendering of what was sent last under a lease, by the database's clock. Null where its PDF is made, where
 * somebody makes it, or where it was given up.
 */
export async function claimRender(
  ctx: Context,
  input: { proposalId: string; leaseMs: number },
): Promise<ClaimedRender | null> {
  requirePermission(ctx, 'proposals.write')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<Row[]>`
      update proposals p set fence = fence + 1, attempts = attempts + 1,
        lease_until = clock_timestamp() + ${input.leaseMs} * interval '1 ms'
      from proposal_versions v, workspaces w
      where p.workspace_id = ${ctx.workspaceId} and p.id = ${input.proposalId} and p.pdf_version < p.version
        and (p.lease_until is null or p.lease_until < clock_timestamp())
        and v.workspace_id = p.workspace_id and v.proposal_id = p.id and v.version = p.version and w.id = p.workspace_id
      returning p.id as "proposalId", p.version, p.fence::float8 as fence, p.attempts, p.token,
        p.expires_at as "expiresAt", v.content, w.time_zone as "timeZone"`
    if (!row) return null
    const { token, attempts, ...claim } = row
    if (attempts > maxRenderClaims) {
      await tx.sql`
        update proposals set pdf_version = version, lease_until = null
        where workspace_id = ${ctx.workspaceId} and id = ${row.proposalId} and fence = ${row.fence}`
      return null
    }
    const expiresAt = claim.expiresAt === null ? null : new Date(claim.expiresAt).toISOString()
    return { ...claim, expiresAt, language: claim.content.language, url: proposalUrl(ctx, token) }
  })
}
