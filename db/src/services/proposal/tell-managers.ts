import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { escapeHtml } from '@cartie/shared/scenario/html'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { managerWords, type ManagerNews } from './words.ts'

interface Desk {
  botId: string
  chatId: string
  language: Language
  requestCode: string
  leadId: string | null
  client: string | null
}

/**
 * Tells those who run the bot what happened to a request's proposal: in the admin chat of the request's bot, else of
 * the oldest bot that has one. The same news, by its key, is told once. Nothing where there is no such chat.
 */
export async function tellManagers(
  ctx: Context,
  tx: Tx,
  requestId: string,
  told: { news: ManagerNews; proposalCode?: string; lines?: readonly (string | null)[]; dedupKey: string },
): Promise<void> {
  const [desk] = await tx.sql<Desk[]>`
    select b.id as "botId", b.admin_chat_id as "chatId", b.language, r.code as "requestCode", l.id as "leadId",
      l.name as client
    from b2b_requests r
      left join leads m on m.workspace_id = r.workspace_id and m.id = r.lead_id
      left join leads l on l.workspace_id = r.workspace_id and l.id = coalesce(m.merged_into, m.id)
      join bot_configs b on b.workspace_id = r.workspace_id and b.admin_chat_id is not null and b.deleted_at is null
        and b.enabled
    where r.workspace_id = ${ctx.workspaceId} and r.id = ${requestId}
    order by b.id = r.bot_id desc nulls last, b.created_at limit 1`
  if (!desk) return
  const words = managerWords[desk.language]
  const request = `<a href="${escapeHtml(`${ctx.db.publicUrl}/requests/${requestId}`)}">${desk.requestCode}</a>`
  const codes = [told.proposalCode, ctx.db.publicUrl ? request : desk.requestCode].filter(Boolean)
  const lines = [
    `<b>${words[told.news]}</b>`,
    ...(told.lines ?? []).map((line) => (line === null ? '' : escapeHtml(line))),
    desk.client === null ? '' : `${words.client}: ${escapeHtml(desk.client)}`,
    codes.join(' · '),
  ]
  await enqueueDeliveries({ ...ctx, tx }, [
    {
      lane: telegramLane(desk.botId, desk.chatId),
      botId: desk.botId,
      ...(desk.leadId === null ? {} : { leadId: desk.leadId }),
      request: {
        method: 'sendMessage',
        params: { chat_id: desk.chatId, text: lines.filter(Boolean).join('\n') },
      },
      priority: 'notice',
      policy: 'repeat',
      dedupKey: told.dedupKey,
    },
  ])
}
