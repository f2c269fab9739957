import type { DeliveryCheck } from '@cartie/shared/schemas/delivery'
import type { Tx } from '../../context.ts'
import { textOf, type DeliveryRow } from './delivery-row.ts'

type Evidence = DeliveryCheck['evidence'][number]

/** A message of ours that came back in an update, because a person answered to it or pressed its button. */
interface Echo {
  kind: 'reply' | 'button'
  at: string
  message: { message_id?: unknown; text?: unknown; caption?: unknown }
}

/**
 * Traces of a delivery whose end nobody knows. Proof is a message with the same text and a number that no other line of
 * the chat has, which a person answered to or whose button was pressed; that the chat took later messages is a hint.
 */
export async function findTraces({ sql }: Pick<Tx, 'sql'>, row: DeliveryRow): Promise<Evidence[]> {
  if (row.session_id === null || row.sending_at === null) return []
  const echoes = await sql<Echo[]>`
    select e.kind, e.at, e.message from bot_sessions s
    join inbox_events i on i.bot_id = s.bot_id and i.chat_id = s.chat_id and i.received_at >= ${row.sending_at}
    cross join lateral (
      select 'reply' as kind, i.received_at as at,
             jsonb_path_query(i.payload, 'strict $.**.reply_to_message') as message
      union all
      select 'button', i.received_at, jsonb_path_query(i.payload, 'strict $.**.callback_query.message')) e
    where s.id = ${row.session_id} order by i.id limit 200`
  const wanted = textOf(row.request, row.channel).trim()
  const same = echoes.filter(
    ({ message }) => wanted !== '' && [message.text, message.caption].some((t) => t === wanted),
  )
  const numbers = same.flatMap(({ message: { message_id: n } }) => (typeof n === 'number' ? [n] : []))
  const known = numbers.length
    ? await sql<{ message_id: string }[]>`
        select message_id from bot_messages where session_id = ${row.session_id} and message_id in ${sql(numbers)}`
    : []
  const taken = new Set(known.map((k) => Number(k.message_id)))
  const proof = same.flatMap(({ kind, at, message: { message_id: n } }) =>
    typeof n === 'number' && !taken.has(n) ? [{ kind, at: iso(at), messageId: n, text: wanted }] : [],
  )
  return [...proof, ...(await laterMessages(sql, row))]
}

async function laterMessages(sql: Tx['sql'], row: DeliveryRow): Promise<Evidence[]> {
  const [later] = await sql<DeliveryRow[]>`
    select request, ended_at, result from deliveries
    where session_id = ${row.session_id} and seq > ${row.seq} and state = 'sent' order by seq limit 1`
  if (!later) return []
  const at = later.ended_at === null ? null : iso(later.ended_at)
  return [
    {
      kind: 'later_message',
      at,
      messageId: later.result?.messageId ?? null,
      text: textOf(later.request, row.channel).slice(0, 300).toWellFormed(),
    },
  ]
}

const iso = (at: string) => new Date(at).toISOString()
