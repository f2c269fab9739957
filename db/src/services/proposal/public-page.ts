import { liveProposalStatuses, type ProposalStatus } from '@cartie/shared/domain/proposal-status'
import type { PublicProposal } from '@cartie/shared/schemas/proposal'
import type { Context, Tx } from '../../context.ts'
import { iso, isoOrNull } from '../lead/lead-row.ts'
import type { ProposalContent } from './content.ts'
import type { ProposalKey } from './lock.ts'
import { questionsOf } from './questions.ts'
import { hidden } from './shown.ts'

interface PageRow {
  id: string
  requestId: string
  status: ProposalStatus
  version: number
  expiresAt: string | null
  overdue: boolean
  acceptedItemId: string | null
  hidden: boolean
  content: ProposalContent
  sentAt: string
  pdf: boolean
}

/**
 * What the client sees: what was sent last, with what became of it since. A page that was taken back tells nothing of
 * its cars. Undefined where nothing was ever sent.
 */
export async function publicPage(
  ctx: Context,
  tx: Tx,
  key: ProposalKey,
): Promise<PublicProposal | undefined> {
  const [row] = await tx.sql<PageRow[]>`
    select p.id, p.request_id as "requestId", p.status, p.version, p.expires_at as "expiresAt",
      coalesce(p.expires_at <= clock_timestamp(), false) as overdue, p.accepted_item_id as "acceptedItemId",
      ${tx.sql.unsafe(hidden)} as hidden, v.content, v.sent_at as "sentAt", v.pdf is not null as pdf
    from proposals p
      join proposal_versions v on v.workspace_id = p.workspace_id and v.proposal_id = p.id and v.version = p.version
    where p.workspace_id = ${ctx.workspaceId}
      and ${'id' in key ? tx.sql`p.id = ${key.id}` : tx.sql`p.token = ${key.token}`}`
  if (!row) return undefined
  const { content } = row
  const state = stateOf(row)
  // What was sent before there were logos names none.
  const company = Object.assign({ logo: null }, content.company)
  const head = { company, code: content.code, state, language: content.language }
  const times = { version: row.version, updatedAt: iso(row.sentAt), expiresAt: isoOrNull(row.expiresAt) }
  if (state === 'revoked')
    return { ...head, ...times, title: content.code, intro: null, cars: [], questions: [], pdf: false }
  const told = await wordsOf(ctx, tx, row.id)
  const cars = content.cars.map((car) => {
    const word = told.get(car.id)
    const accepted = state === 'accepted' && car.id === row.acceptedItemId
    return { ...car, reaction: word?.reaction ?? null, accepted, sold: word?.sold ?? false }
  })
  const questions = await questionsOf(ctx, tx, row)
  return { ...head, ...times, title: content.title, intro: content.intro, cars, questions, pdf: row.pdf }
}

export function stateOf(proposal: {
  status: ProposalStatus
  overdue: boolean
  hidden: boolean
}): PublicProposal['state'] {
  const { status, overdue, hidden } = proposal
  if (hidden || status === 'REVOKED' || status === 'DRAFT') return 'revoked'
  if (status === 'ACCEPTED') return 'accepted'
  if (status === 'DECLINED') return 'declined'
  return overdue || !(liveProposalStatuses as readonly string[]).includes(status) ? 'expired' : 'open'
}

/** What the client said of each car, and whether it is gone. */
async function wordsOf(ctx: Context, tx: Tx, proposalId: string) {
  const rows = await tx.sql<{ id: string; reaction: 'LIKED' | 'REJECTED' | null; sold: boolean }[]>`
    select id, reaction, sold_at is not null as sold from proposal_items
    where workspace_id = ${ctx.workspaceId} and proposal_id = ${proposalId}`
  return new Map(rows.map((row) => [row.id, row]))
}
