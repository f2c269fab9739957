import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { isOpen, type WorkingHours } from '@cartie/shared/domain/working-hours'
import { escapeHtml } from '@cartie/shared/scenario/html'
import { languageOf } from '@cartie/shared/scenario/local-text'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import type { PersonalNotice } from './personal-notice.ts'
import { noticeWords, type ToldHere } from './words.ts'

interface Place {
  userId: string
  botId: string
  sessionId: string
  chatId: string
  language: Language
  spoken: string | null
  hours: WorkingHours | null
  timeZone: string
  now: number
}

/** Tells people in their own chats, without a sound outside working hours; who has tied no Telegram hears nothing. */
export async function tellInTelegram(
  ctx: Context,
  tx: Tx,
  told: readonly (PersonalNotice & { userId: string })[],
): Promise<void> {
  const here = told.filter(({ kind }) => kind in noticeWords)
  if (!here.length) return
  const rows = await tx.sql<Place[]>`
    select t.user_id as "userId", b.id as "botId", s.id as "sessionId", s.chat_id as "chatId", b.language, c.language as spoken,
      w.working_hours as hours, w.time_zone as "timeZone", extract(epoch from clock_timestamp())::float8 * 1000 as now
    from member_telegrams t
      join bot_configs b on b.workspace_id = t.workspace_id and b.id = t.bot_id
      join bot_sessions s on s.workspace_id = t.workspace_id and s.id = t.session_id
      join workspaces w on w.id = t.workspace_id
      left join contacts c on c.workspace_id = s.workspace_id and c.id = s.contact_id
    where t.workspace_id = ${ctx.workspaceId} and t.user_id = any (${here.map(({ userId }) => userId)}::uuid[])
      and b.enabled and b.deleted_at is null and s.blocked_at is null`
  const places = new Map(rows.map((row) => [row.userId, row]))
  await enqueueDeliveries(
    { ...ctx, tx },
    here.flatMap((notice) => {
      const place = places.get(notice.userId)
      return place ? [messageTo(ctx, place, notice)] : []
    }),
  )
}

function messageTo(ctx: Context, place: Place, { kind, title, count, path }: PersonalNotice) {
  const { botId, sessionId, chatId, hours, timeZone, now } = place
  const words = noticeWords[kind as ToldHere][languageOf(place.spoken ?? undefined) ?? place.language]
  const named = escapeHtml(title ?? (count > 1 ? `× ${count}` : '→'))
  const url = ctx.db.publicUrl && escapeHtml(ctx.db.publicUrl + path)
  const text = `${words}: ${url ? `<a href="${url}">${named}</a>` : named}`
  const silent = isOpen(hours, now, timeZone) ? {} : { disable_notification: true }
  return {
    lane: telegramLane(botId, chatId),
    botId,
    // Who has blocked the bot is known by it, and told no more.
    sessionId,
    request: { method: 'sendMessage', params: { chat_id: chatId, text, ...silent } },
    priority: 'notice' as const,
    policy: 'repeat' as const,
  }
}
