import type { PendingQuery, Row } from 'postgres'
import type { DeliveryPolicy, DeliveryState } from '@cartie/shared/domain/delivery-state'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import type { Tx } from '../../context.ts'

/** The first delivery of a lane that waits or is being sent. */
export interface Head {
  id: string
  state: DeliveryState
  channel: string
  bot_id: string | null
  session_id: string | null
  integration_id: string | null
  request: TelegramRequest
  policy: DeliveryPolicy
  resend_of: string | null
  attempts: number
  priority: number
  /** The bot's token as it is stored; null where the bot is gone or switched off. */
  token_cipher: string | null
  /** Until it and its lane are due, and until the pause of what the lane shares is over; past ones are negative. */
  due_ms: number
  paused_ms: number | null
  /** The states of its own bucket and of the shared one, as seen without a lock. */
  next_ms: number
  shared_next_ms: number | null
}

/** The columns of a `Head` out of deliveries `d` and `headJoins`. */
export const headColumns = (sql: Tx['sql']) => sql`
  d.id, d.state, d.channel, d.bot_id, d.session_id, d.integration_id, d.request, d.policy, d.resend_of, d.attempts,
  d.priority, b.token_cipher,
  extract(epoch from greatest(d.run_at, l.paused_until) - clock_timestamp())::float8 * 1000 as due_ms,
  extract(epoch from s.paused_until - clock_timestamp())::float8 * 1000 as paused_ms,
  extract(epoch from l.next_at - clock_timestamp())::float8 * 1000 as next_ms,
  extract(epoch from s.next_at - clock_timestamp())::float8 * 1000 as shared_next_ms`

/** What a head's delivery `d` has beside it: its lane, the lane that it shares, its bot. */
export const headJoins = (sql: Tx['sql'], shared: PendingQuery<Row[]>) => sql`
  join delivery_lanes l on l.workspace_id = d.workspace_id and l.lane = d.lane
  left join delivery_lanes s on s.workspace_id = d.workspace_id and s.lane = ${shared}
  left join bot_configs b on b.workspace_id = d.workspace_id and b.id = d.bot_id and b.enabled and b.deleted_at is null`
