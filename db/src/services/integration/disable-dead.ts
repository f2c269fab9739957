import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { escapeHtml } from '@cartie/shared/scenario/html'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { tellingBot } from '../talk/telling-bot.ts'
import { removeIntegration } from './remove.ts'
import { setStatus } from './set-status.ts'

/** `dead`: it took nothing for the whole schedule; `gone`: it said that it wants no more (410). */
type Why = 'dead' | 'gone'

const words: Record<Language, Record<Why, string>> = {
  uk: {
    dead: 'Інтеграцію вимкнено: її сервер не відповідає вже кілька днів. Події чекають.',
    gone: 'Інтеграцію вимкнено: її сервер відповів, що більше не приймає подій (410). Події чекають.',
  },
  ru: {
    dead: 'Интеграция выключена: её сервер не отвечает уже несколько дней. События ждут.',
    gone: 'Интеграция выключена: её сервер ответил, что больше не принимает событий (410). События ждут.',
  },
  en: {
    dead: 'An integration was disabled: its server has not answered for days. Its events wait.',
    gone: 'An integration was disabled: its server said that it takes no more events (410). Its events wait.',
  },
}

/**
 * Disables an integration and tells who made it; a subscription that its maker ended is removed. One that has failed
 * with a single event while it took others stays: then the event is what nobody can read.
 */
export async function disableDead(
  ctx: Context,
  tx: Tx,
  id: string,
  { deliveryId, why }: { deliveryId: string; why: Why },
): Promise<void> {
  if (why === 'gone' && (await removeIntegration(ctx, tx, id, 'ZAPIER'))) return
  const [row] = await tx.sql<{ name: string; created_by: string | null; version: number }[]>`
    select name, created_by, version from integrations
    where workspace_id = ${ctx.workspaceId} and id = ${id} and status = 'active' and (${why === 'gone'}
      or last_success_at is null
      or last_success_at < (select created_at from deliveries where id = ${deliveryId}))
    for no key update`
  if (!row) return
  await setStatus(ctx, tx, id, 'disabled')
  tx.record('integration.disabled', { integrationId: id })
  const bot = await tellingBot(ctx, tx, { kind: 'integration', bots: [], ownerId: row.created_by })
  if (!bot) return
  const name = escapeHtml(row.name)
  const page = ctx.db.publicUrl && `${ctx.db.publicUrl}/integrations?id=${id}`
  const shown = page ? `<a href="${escapeHtml(page)}">${name}</a>` : name
  await enqueueDeliveries({ ...ctx, tx }, [
    {
      lane: telegramLane(bot.botId, bot.chatId),
      botId: bot.botId,
      request: {
        method: 'sendMessage',
        params: { chat_id: bot.chatId, text: `<b>${shown}</b>\n${words[bot.language][why]}` },
      },
      priority: 'notice',
      policy: 'repeat',
      dedupKey: `integration-disabled:${id}:${row.version}`,
    },
  ])
}
