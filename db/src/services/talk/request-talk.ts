import type { RequestDraft } from '@cartie/shared/scenario/effect'
import type { Value } from '@cartie/shared/scenario/value'
import type { B2bRequest } from '@cartie/shared/schemas/request'
import type { RequestStatus } from '@cartie/shared/domain/request-status'
import type { Context, Tx } from '../../context.ts'
import type { NewDelivery } from '../delivery/enqueue.ts'
import { keepWish } from '../request/keep-wish.ts'
import { requestCard } from '../request/request-card.ts'
import { requestUrl } from '../request/request-url.ts'
import { clientStageWords } from '../request/stage-words.ts'
import { adminNotice } from './admin-notice.ts'
import { captureTalk, wishOf } from './capture-talk.ts'
import type { TalkRow } from './talk-row.ts'

/**
 * Makes a lead and a request of what a talk found out, within its transaction: a draft, until somebody takes it or
 * the scenario sends it to partners. The admin chat gets its card.
 */
export async function requestTalk(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  draft: RequestDraft,
): Promise<{ request: B2bRequest; notices: NewDelivery[] }> {
  const lead = await captureTalk(ctx, talk, wishOf(talk, draft))
  const origin = {
    source: 'telegram' as const,
    leadId: lead.id,
    ownerId: lead.ownerId,
    sessionId: talk.id,
    botId: talk.botId,
  }
  const { request } = await keepWish(ctx, tx, origin, {
    kind: 'BUY',
    text: draft.description ?? (draft.title === '—' ? null : draft.title),
    make: draft.make,
    model: draft.model,
    yearFrom: draft.yearMin,
    budgetMaxMinor: draft.budget?.amountMinor,
    currency: draft.budget?.currency,
    city: draft.city,
    quantity: quantityOf(draft),
    language: draft.language,
  })
  const card = requestCard(request, lead, { language: talk.language, url: requestUrl(ctx, request.id) })
  const notices = adminNotice(talk, card, lead.id)
  const dedupKey = `request:${request.id}:card:${request.version}`
  return { request, notices: notices.map((notice) => ({ ...notice, dedupKey })) }
}

/** How many cars are wanted; what nobody could mean is left out. */
const quantityOf = ({ quantity }: RequestDraft): number | undefined =>
  quantity !== undefined && Number.isInteger(quantity) && quantity >= 1 && quantity <= 1000
    ? quantity
    : undefined

/** The requests of a talk's person, newest first, with their stage in the words of the talk's language. */
export async function ownRequests(ctx: Context, { sql }: Tx, talk: TalkRow, limit: number): Promise<Value> {
  const rows = await sql<{ code: string; title: string; status: RequestStatus }[]>`
    select code, title, status from b2b_requests
    where workspace_id = ${ctx.workspaceId} and deleted_at is null and (session_id = ${talk.id} or lead_id in (
      select id from leads where workspace_id = ${ctx.workspaceId} and session_id = ${talk.id}))
    order by created_at desc, id desc limit ${limit}`
  const language = talk.language
  return rows.map(({ code, title, status }) => ({ code, title, status: clientStageWords[status][language] }))
}
