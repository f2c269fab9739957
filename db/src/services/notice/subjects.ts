import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import type { NoticeKind } from '@cartie/shared/domain/notice'
import { noticeEvents, type NoticeEvent } from '@cartie/shared/notice-events'
import type { Context, Tx } from '../../context.ts'

/** What happened, as it was kept. */
export interface NoticeTask {
  name: NoticeEvent
  payload: Record<string, string | null>
  /** Who did it: `user:<id>`. */
  actor: string
}

/** What people are told of it. */
export interface NoticeSubject {
  kind: NoticeKind
  title: string | null
  path: string
  actor: string
  /** Whom it concerns; null: everybody who wants to hear of such things. */
  userId: string | null
}

interface Found {
  title: string | null
  ownerId: string | null
}

/**
 * What people are told of each task; of what is gone by now they are told nothing, nor of what did not reach a colleague
 * in their own chat: telling it would fail there again, for ever.
 */
export async function noticeSubjects(
  ctx: Context,
  tx: Tx,
  tasks: readonly NoticeTask[],
): Promise<NoticeSubject[]> {
  const { sql } = tx
  const idsOf = (field: string) => [...new Set(tasks.flatMap(({ payload }) => payload[field] ?? []))]
  const deliveryIds = idsOf('deliveryId')
  const colleagues = deliveryIds.length ? await lanesOfColleagues(ctx, tx) : []
  const rows = await sql<(Found & { id: string })[]>`
    select id, code || coalesce(' · ' || nullif(name, ''), '') as title, owner_id as "ownerId" from leads
    where workspace_id = ${ctx.workspaceId} and id = any (${idsOf('leadId')}::uuid[]) and deleted_at is null
    union all
    select id, code || ' · ' || title, owner_id from b2b_requests
    where workspace_id = ${ctx.workspaceId} and id = any (${idsOf('requestId')}::uuid[]) and deleted_at is null
    union all
    select id, source_label, substring(created_by from '^user:(.*)$')::uuid from parses
    where workspace_id = ${ctx.workspaceId} and id = any (${idsOf('parseId')}::uuid[]) and created_by like 'user:%'
    union all
    select id, name, null from integrations
    where workspace_id = ${ctx.workspaceId} and id = any (${idsOf('integrationId')}::uuid[])
    union all
    select id, null, null from deliveries
    where workspace_id = ${ctx.workspaceId} and id = any (${deliveryIds}::uuid[])
      and lane <> all (${colleagues}::text[])`
  const found = new Map<string | null | undefined, Found>(rows.map((row) => [row.id, row]))
  return tasks.flatMap((task) => subjectOf(task, found))
}

async function lanesOfColleagues(ctx: Context, { sql }: Tx): Promise<string[]> {
  const rows = await sql<{ botId: string; chatId: string }[]>`
    select t.bot_id as "botId", s.chat_id as "chatId"
    from member_telegrams t join bot_sessions s on s.workspace_id = t.workspace_id and s.id = t.session_id
    where t.workspace_id = ${ctx.workspaceId}`
  return rows.map(({ botId, chatId }) => telegramLane(botId, chatId))
}

function subjectOf(
  { name, payload, actor }: NoticeTask,
  found: ReadonlyMap<unknown, Found>,
): NoticeSubject[] {
  const kind = noticeEvents[name]
  const { id, path } = placeOf(kind, payload)
  const about = found.get(id)
  if (!about) return []
  // A lead that was taken from somebody and given to nobody is nobody's news.
  if (kind === 'lead_mine' && payload.ownerId == null) return []
  const userId =
    kind === 'lead_new'
      ? null
      : kind === 'lead_mine'
        ? payload.ownerId!
        : kind === 'reminder'
          ? (payload.userId ?? about.ownerId)
          : about.ownerId
  return [{ kind, title: about.title, path, actor, userId }]
}

function placeOf(
  kind: NoticeKind,
  payload: NoticeTask['payload'],
): { id: string | null | undefined; path: string } {
  const { leadId, requestId, parseId, deliveryId, integrationId } = payload
  const places: Record<NoticeKind, [id: string | null | undefined, path: string]> = {
    lead_new: [leadId, `/leads?id=${leadId}`],
    lead_mine: [leadId, `/leads?id=${leadId}`],
    reminder: [leadId, `/leads?id=${leadId}`],
    match: [requestId, `/requests?id=${requestId}&tab=matches`],
    offer: [requestId, `/requests?id=${requestId}&tab=variants`],
    proposal: [requestId, `/requests?id=${requestId}&tab=proposals`],
    parse: [parseId, `/import/${parseId}`],
    delivery: [deliveryId, `/deliveries?id=${deliveryId}`],
    integration: [integrationId, `/integrations?id=${integrationId}`],
  }
  const [id, path] = places[kind]
  return { id, path }
}
