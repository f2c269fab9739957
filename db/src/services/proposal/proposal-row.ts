import type { ProposalStatus } from '@cartie/shared/domain/proposal-status'
import type { Language } from '@cartie/shared/schemas/common'
import type { Proposal } from '@cartie/shared/schemas/proposal'
import type { Context, Tx } from '../../context.ts'
import { iso, isoOrNull } from '../lead/lead-row.ts'
import { shown } from './shown.ts'

/** A proposal with what a list shows of it, as the driver returns it. */
export interface ProposalRow {
  id: string
  code: string
  request_id: string
  request_code: string
  request_title: string
  lead_id: string | null
  lead_name: string | null
  status: ProposalStatus
  title: string
  intro: string | null
  language: Language
  version: number
  revision: number
  token: string
  cars: number
  liked: number
  photo: string | null
  views: number
  expires_at: string | null
  sent_at: string | null
  seen_at: string | null
  decided_at: string | null
  accepted_item_id: string | null
  pdf: boolean
  changed: boolean
  created_at: string
  updated_at: string
  deleted_at: string | null
}

type Fragment = ReturnType<Tx['sql']>

/** The proposals of this workspace for which a condition on `p`, `r` and `l` holds, in the order that it ends with. */
export const selectProposals = (ctx: Context, tx: Tx, condition: Fragment) => tx.sql<ProposalRow[]>`
  select p.id, p.code, p.request_id, r.code as request_code, r.title as request_title, l.id as lead_id,
    l.name as lead_name, p.status, p.title, p.intro, p.language, p.version, p.revision, p.token, i.cars, i.liked,
    i.photo, p.views, p.expires_at, p.sent_at, p.seen_at, p.decided_at, p.accepted_item_id, v.pdf is not null as pdf,
    coalesce(p.revision <> (v.content ->> 'revision')::int, false) as changed, p.created_at, p.updated_at, p.deleted_at
  from proposals p
    join b2b_requests r on r.workspace_id = p.workspace_id and r.id = p.request_id
    left join leads m on m.workspace_id = r.workspace_id and m.id = r.lead_id
    left join leads l on l.workspace_id = r.workspace_id and l.id = coalesce(m.merged_into, m.id)
    left join proposal_versions v on v.workspace_id = p.workspace_id and v.proposal_id = p.id and v.version = p.version
    cross join lateral (
      select count(*) filter (where removed_at is null)::int as cars,
        count(*) filter (where reaction = 'LIKED' and ${tx.sql.unsafe(shown)})::int as liked,
        (array_agg(photos[1] order by position) filter (where photos[1] is not null and removed_at is null))[1] as photo
      from proposal_items i where workspace_id = p.workspace_id and proposal_id = p.id) i
  where p.workspace_id = ${ctx.workspaceId} and ${condition}`

/** The public page of a proposal. */
export const proposalUrl = (ctx: Context, token: string): string => `${ctx.db.publicUrl}/p/proposal/${token}`

/** A stored row in the API's shape. */
export function rowToProposal(ctx: Context, row: ProposalRow): Proposal {
  return {
    id: row.id,
    code: row.code,
    requestId: row.request_id,
    request: { code: row.request_code, title: row.request_title },
    client: row.lead_id === null ? null : { leadId: row.lead_id, name: row.lead_name ?? '' },
    status: row.status,
    title: row.title,
    intro: row.intro,
    language: row.language,
    version: row.version,
    revision: row.revision,
    url: proposalUrl(ctx, row.token),
    cars: row.cars,
    liked: row.liked,
    views: row.views,
    photo: row.photo,
    expiresAt: isoOrNull(row.expires_at),
    sentAt: isoOrNull(row.sent_at),
    seenAt: isoOrNull(row.seen_at),
    decidedAt: isoOrNull(row.decided_at),
    acceptedItemId: row.accepted_item_id,
    pdf: row.pdf,
    changed: row.changed,
    createdAt: iso(row.created_at),
    updatedAt: iso(row.updated_at),
    deletedAt: isoOrNull(row.deleted_at),
  }
}
