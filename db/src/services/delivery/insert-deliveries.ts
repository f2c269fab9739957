import {
  deliveryPriorities,
  type DeliveryPolicy,
  type DeliveryPriority,
} from '@cartie/shared/domain/delivery-state'
import { fitRequest, type TelegramRequest } from '@cartie/shared/domain/telegram-request'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { uuidV7 } from '../../uuid-v7.ts'
import { keepOutMessages, type OutMessage } from './keep-out-messages.ts'

/** Something that has to leave the house. */
export interface NewDelivery {
  /** `telegram` if absent. */
  channel?: string
  lane: string
  botId?: string
  sessionId?: string
  leadId?: string
  integrationId?: string
  request: TelegramRequest
  /** The same intent is written once in a workspace. */
  dedupKey?: string
  /** `once` if absent: what may have arrived is not repeated by itself. */
  policy?: DeliveryPolicy
  priority: DeliveryPriority
  /** Not before so many milliseconds from now. */
  delayMs?: number
  /** It waits for a person's release. */
  held?: boolean
  /** How the chat shows it; needs the session. */
  message?: OutMessage
}

/** A row of `deliveries` that is to be written. */
export interface NewRow extends Omit<NewDelivery, 'priority' | 'message'> {
  id: string
  priority: number
  message?: OutMessage | undefined
  /** It is being sent from the start, under this fence of its lane, and for so long. */
  sending?: { fence: number; leaseMs: number }
}

/** One row a message; the chat's own line, and the name by which it is known, belong to the last. */
export function deliveryRows(given: NewDelivery): NewRow[] {
  const parts = (given.channel ?? 'telegram') === 'telegram' ? fitRequest(given.request) : [given.request]
  return parts.map((request, i) => {
    const isLast = i === parts.length - 1
    const row: NewRow = { ...given, id: uuidV7(), request, priority: deliveryPriorities[given.priority] }
    if (given.dedupKey !== undefined && !isLast) row.dedupKey = `${given.dedupKey}#${i + 1}`
    if (!isLast) delete row.message
    return row
  })
}

/** Writes rows and how their chats show them; those whose intent was written before are left out. Returns what is written. */
export async function insertDeliveries(
  ctx: Context,
  tx: Tx,
  rows: readonly NewRow[],
): Promise<readonly NewRow[]> {
  const insert = insertion(ctx, tx, rows)
  if (rows.some((row) => row.dedupKey !== undefined)) {
    const written = new Set((await insert).map((row) => row.id as string))
    const fresh = rows.filter(({ id }) => written.has(id))
    keepOutMessages(ctx, tx, fresh)
    return fresh
  }
  tx.write(insert)
  keepOutMessages(ctx, tx, rows)
  return rows
}

function insertion(ctx: Context, { sql }: Tx, rows: readonly NewRow[]) {
  const json = storableJson(
    rows.map((r, n) => ({
      n,
      id: r.id,
      channel: r.channel ?? 'telegram',
      lane: r.lane,
      bot_id: r.botId,
      session_id: r.sessionId,
      lead_id: r.leadId,
      integration_id: r.integrationId,
      request: r.request,
      dedup_key: r.dedupKey,
      policy: r.policy ?? 'once',
      priority: r.priority,
      state: r.sending ? 'sending' : r.held ? 'held' : 'pending',
      delay_ms: r.delayMs ?? 0,
      fence: r.sending?.fence ?? 0,
      lease_ms: r.sending?.leaseMs,
    })),
  )
  return sql`
    insert into deliveries (id, workspace_id, channel, lane, bot_id, session_id, lead_id, integration_id, request,
                            dedup_key, policy, priority, state, run_at, fence, attempts, sending_at, lease_until)
    select r.id, ${ctx.workspaceId}, r.channel, r.lane, r.bot_id, r.session_id, r.lead_id, r.integration_id, r.request,
           r.dedup_key, r.policy, r.priority, r.state, now() + r.delay_ms * interval '1 ms', r.fence,
           case r.state when 'sending' then 1 else 0 end, case r.state when 'sending' then clock_timestamp() end,
           clock_timestamp() + r.lease_ms * interval '1 ms'
    from jsonb_to_recordset(${json}::jsonb) as r(n int, id uuid, channel text, lane text, bot_id uuid, session_id uuid,
      lead_id uuid, integration_id uuid, request jsonb, dedup_key text, policy text, priority int, state text, delay_ms float8,
      fence bigint, lease_ms float8)
    order by r.n
    on conflict (workspace_id, dedup_key) where dedup_key is not null do nothing
    returning id`
}
