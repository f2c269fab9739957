import type { ProposalDetail } from '@cartie/shared/schemas/proposal'
import type { Context, Tx } from '../../context.ts'
import { iso } from '../lead/lead-row.ts'

type Question = ProposalDetail['questions'][number]

/** What the client of a proposal asked, and what was answered, oldest first. They stand in the request's story. */
export async function questionsOf(
  ctx: Context,
  tx: Tx,
  proposal: { id: string; requestId: string },
): Promise<Question[]> {
  const rows = await tx.sql<(Question & { type: string })[]>`
    select type, payload ->> 'text' as text, payload ->> 'itemId' as "itemId", at from request_activities
    where workspace_id = ${ctx.workspaceId} and request_id = ${proposal.requestId} and proposal_id = ${proposal.id}
      and type in ('proposal_asked', 'proposal_answered') order by id limit 200`
  return rows.map(({ type, text, itemId, at }) => ({
    text,
    itemId,
    from: type === 'proposal_asked' ? 'client' : 'company',
    at: iso(at),
  }))
}
