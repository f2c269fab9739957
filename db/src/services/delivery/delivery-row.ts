import {
  deliveryPriorities,
  type DeliveryPolicy,
  type DeliveryPriority,
  type DeliveryReceipt,
  type DeliveryState,
} from '@cartie/shared/domain/delivery-state'
import { telegramLaneParts, whatsappChannel } from '@cartie/shared/domain/delivery-lane'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import { plainText } from '@cartie/shared/domain/telegram-text'
import type { Delivery, DeliveryDetail } from '@cartie/shared/schemas/delivery'
import type { Tx } from '../../context.ts'
import type { DeliveryError, SentResult } from './ending.ts'

/** A delivery as the ledger reads it. */
export interface DeliveryRow {
  id: string
  seq: string
  channel: string
  lane: string
  bot_id: string | null
  bot_name: string | null
  session_id: string | null
  chat_title: string | null
  lead_id: string | null
  integration_id: string | null
  integration_name: string | null
  request: TelegramRequest
  policy: DeliveryPolicy
  priority: number
  state: DeliveryState
  attempts: number
  error: DeliveryError | null
  result: SentResult | null
  receipt: { status: DeliveryReceipt } | null
  tries: (DeliveryError & { at: string })[] | null
  resend_of: string | null
  resent_as: string | null
  created_at: string
  run_at: string
  sending_at: string | null
  ended_at: string | null
}

/** What to select for it, `deliveries` being `d`. */
export const deliveryColumns = ({ sql }: Pick<Tx, 'sql'>) => sql`
  d.id, d.seq, d.channel, d.lane, d.bot_id, d.session_id, d.lead_id, d.integration_id, d.request, d.policy, d.priority, d.state,
  d.attempts, d.error, d.result, d.receipt, d.tries, d.resend_of, d.created_at, d.run_at, d.sending_at, d.ended_at,
  (select coalesce(b.name, b.username) from bot_configs b where b.id = d.bot_id) as bot_name,
  (select i.name from integrations i where i.id = d.integration_id) as integration_name,
  (select s.title from bot_sessions s where s.id = d.session_id) as chat_title,
  (select a.id from deliveries a where a.resend_of = d.id order by a.seq desc limit 1) as resent_as`

const previewLength = 300
const iso = (at: string) => new Date(at).toISOString()
const isoOrNull = (at: string | null) => (at === null ? null : iso(at))

/** What a request says to a person, without markup. */
export function textOf({ params }: TelegramRequest, channel: string): string {
  const media: unknown = Array.isArray(params.media) ? params.media[0] : undefined
  const album = typeof media === 'object' && media !== null && 'caption' in media ? media.caption : undefined
  const text = [params.text, params.caption, album].find((t) => typeof t === 'string')
  if (text === undefined) return ''
  return channel === whatsappChannel ? text : plainText(text)
}

const priorityName = (priority: number) =>
  (Object.keys(deliveryPriorities) as DeliveryPriority[]).findLast((p) => deliveryPriorities[p] <= priority)

/** A delivery as lists show it. */
export const toDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  channel: row.channel,
  method: row.request.method,
  text: textOf(row.request, row.channel).slice(0, previewLength).toWellFormed(),
  state: row.state,
  bot: row.bot_id === null ? null : { id: row.bot_id, name: row.bot_name },
  chat: row.session_id === null ? null : { sessionId: row.session_id, title: row.chat_title ?? '' },
  chatId: telegramLaneParts(row.lane)?.chatId ?? null,
  leadId: row.lead_id,
  integration: row.integration_id === null ? null : { id: row.integration_id, name: row.integration_name },
  policy: row.policy,
  priority: priorityName(row.priority) ?? 'broadcast',
  attempts: row.attempts,
  error: row.error,
  messageId: row.result?.messageId ?? null,
  receipt: row.receipt?.status ?? null,
  resendOf: row.resend_of,
  resentAs: row.resent_as,
  createdAt: iso(row.created_at),
  runAt: iso(row.run_at),
  sendingAt: isoOrNull(row.sending_at),
  endedAt: isoOrNull(row.ended_at),
})

/** A delivery with its request. */
export const toDeliveryDetail = (row: DeliveryRow): DeliveryDetail => ({
  ...toDelivery(row),
  request: { ...row.request },
  answer:
    row.result?.status === undefined ? null : { status: row.result.status, body: row.result.body ?? '' },
  tries: (row.tries ?? []).map(({ at, code, message }) => ({ at: iso(at), code, message })),
})
