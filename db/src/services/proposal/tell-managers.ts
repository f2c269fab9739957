import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { escapeHtml } from '@cartie/shared/scenario/html'
import type { Context, Tx } from '../../context.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { requestUrl } from '../request/request-url.ts'
import { tellingBot } from '../talk/telling-bot.ts'
import { managerWords, type ManagerNews } from './words.ts'

interface News {
  botId: string | null
  ownerId: string | null
  code: string
  leadId: string | null
  client: string | null
}

/**
 * Tells colleagues what happened to a request's proposal: its owner in their own chat, or else all in the admin chat of
 * the request's bot, else of the oldest bot that has one. The same news, by its key, is told once. Nothing where there
 * is no such chat.
 */
export async function tellManagers(
  ctx: Context,
  tx: Tx,
  requestId: string,
  told: { news: ManagerNews; proposalCode?: string; lines?: readonly (string | null)[]; dedupKey: string },
): Promise<void> {
  const [about] = await tx.sql<News[]>`
    select r.bot_id as "botId", r.owner_id as "ownerId", r.code, l.id as "leadId", l.name as client
    from b2b_requests r
      left join leads m on m.workspace_id = r.workspace_id and m.id = r.lead_id
      left join leads l on l.workspace_id = r.workspace_id and l.id = coalesce(m.merged_into, m.id)
    where r.workspace_id = ${ctx.workspaceId} and r.id = ${requestId}`
  const bot =
    about && (await tellingBot(ctx, tx, { kind: 'proposal', bots: [about.botId], ownerId: about.ownerId }))
  if (!bot) return
  const words = managerWords[bot.language]
  const page = requestUrl(ctx, requestId)
  const code = page === null ? about.code : `<a href="${escapeHtml(page)}">${about.code}</a>`
  const lines = [
    `<b>${words[told.news]}</b>`,
    ...(told.lines ?? []).map((line) => (line === null ? '' : escapeHtml(line))),
    about.client === null ? '' : `${words.client}: ${escapeHtml(about.client)}`,
    [told.proposalCode, code].filter(Boolean).join(' · '),
  ]
  await enqueueDeliveries({ ...ctx, tx }, [
    {
      lane: telegramLane(bot.botId, bot.chatId),
      botId: bot.botId,
      ...(about.leadId === null ? {} : { leadId: about.leadId }),
      request: {
        method: 'sendMessage',
        params: { chat_id: bot.chatId, text: lines.filter(Boolean).join('\n') },
      },
      priority: 'notice',
      policy: 'repeat',
      dedupKey: told.dedupKey,
    },
  ])
}
