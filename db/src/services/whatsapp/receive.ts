import { notFound } from '@cartie/shared/errors'
import type { WhatsappMessage, WhatsappUpdate } from '@cartie/shared/domain/whatsapp-update'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { textWords } from '../../search-text.ts'
import { storableJson } from '../../storable-json.ts'
import { captureLead } from '../lead/capture.ts'
import { keepReceipts } from './keep-receipts.ts'

/** So long after a client's last word WhatsApp lets us answer freely. */
const windowHours = 24
const previewLength = 200
const requestLength = 2000
const mostWords = 500

interface Session {
  id: string
  contact_id: string | null
  /** Whether we could answer when this came: then it goes on with a talk that the leads know. */
  is_open: boolean
}

/**
 * Takes in what Meta tells of a number: messages, each once, with their chat and their person, and what became of ours.
 * Who begins to talk, or comes back after a day, is a lead by their phone. Returns how many messages were new. Throws
 * `not_found`.
 */
export async function receiveWhatsapp(
  ctx: Context,
  id: string,
  { messages, receipts }: WhatsappUpdate,
): Promise<number> {
  requirePermission(ctx, 'chats.write')
  return withTx(ctx, async (tx) => {
    const [known] = await tx.sql`
      select from integrations where workspace_id = ${ctx.workspaceId} and id = ${id} and type = 'WHATSAPP'
      for key share`
    if (!known) throw notFound('integration')
    let fresh = 0
    // In one order everywhere, or two updates would wait for each other.
    for (const [waId, said] of [...Map.groupBy(messages, (one) => one.waId)].toSorted(byKey))
      fresh += await keepChat({ ...ctx, tx }, tx, id, waId, said)
    await keepReceipts(ctx, tx, id, receipts)
    return fresh
  })
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)

async function keepChat(
  ctx: Context,
  tx: Tx,
  integrationId: string,
  waId: string,
  said: readonly WhatsappMessage[],
): Promise<number> {
  const phone = `+${waId}`
  const name = said.findLast((one) => one.name !== null)?.name ?? null
  const [session] = await tx.sql<[Session]>`
    insert into bot_sessions as s (workspace_id, channel, integration_id, chat_id, kind, title)
    values (${ctx.workspaceId}, 'whatsapp', ${integrationId}, ${waId}, 'private', ${name ?? phone})
    on conflict (integration_id, chat_id) where integration_id is not null do update
      set title = coalesce(${name}, s.title)
    returning id, contact_id, coalesce(answerable_until > now(), false) as is_open`
  const fresh = await keepMessages(ctx, tx, session.id, said)
  const last = fresh.at(-1)
  if (!last) return 0
  const contactId = await keepContact(ctx, tx, session, { name, phone })
  await tx.sql`
    update bot_sessions set contact_id = ${contactId}, unread = unread + ${fresh.length}, last_message_at = now(),
      last_text = ${last.text.slice(0, previewLength)}, blocked_at = null,
      answerable_until = greatest(answerable_until,
        ${instant(Math.max(...fresh.map((one) => one.sentMs)))}::timestamptz + ${windowHours} * interval '1 hour')
    where workspace_id = ${ctx.workspaceId} and id = ${session.id}`
  tx.record('chat.message', { sessionId: session.id, botId: null })
  if (!session.is_open)
    await captureLead(ctx, {
      source: 'whatsapp',
      ...(name === null ? {} : { name }),
      phone,
      request:
        fresh
          .map((one) => one.text)
          .filter(Boolean)
          .join('\n')
          .slice(0, requestLength) || null,
      contactId,
      sessionId: session.id,
      sourceChatId: waId,
    })
  return fresh.length
}

/** Never later than now: a clock that runs ahead would let us answer where WhatsApp does not. */
const instant = (sentMs: number) => new Date(Math.min(sentMs || Date.now(), Date.now())).toISOString()

/** Writes messages and returns those that were not there before. */
async function keepMessages(
  ctx: Context,
  tx: Tx,
  sessionId: string,
  said: readonly WhatsappMessage[],
): Promise<WhatsappMessage[]> {
  const rows = said.map(({ id, kind, text, sentMs }) => ({
    external_id: id,
    kind,
    text,
    at: instant(sentMs),
    words: textWords(text, mostWords),
  }))
  const kept = await tx.sql<{ external_id: string }[]>`
    insert into bot_messages (workspace_id, session_id, direction, external_id, author, kind, text, at, search)
    select ${ctx.workspaceId}, ${sessionId}, 'in', m.external_id, 'client', m.kind, m.text, m.at, array_to_tsvector(m.words)
    from rows from (jsonb_to_recordset(${storableJson(rows)}::jsonb)
      as (external_id text, kind text, text text, at timestamptz, words text[]))
      with ordinality as m(external_id, kind, text, at, words, place)
    order by m.place
    on conflict (session_id, external_id) where external_id is not null do nothing
    returning external_id`
  const fresh = new Set(kept.map((row) => row.external_id))
  return said.filter(({ id }) => fresh.delete(id))
}

/** The person of a chat, by the name that they have at WhatsApp. */
async function keepContact(
  ctx: Context,
  { sql }: Tx,
  { contact_id }: Session,
  { name, phone }: { name: string | null; phone: string },
): Promise<string> {
  if (contact_id !== null) {
    if (name !== null)
      await sql`
        update contacts set name = ${name}, updated_at = now()
        where workspace_id = ${ctx.workspaceId} and id = ${contact_id} and name <> ${name}`
    return contact_id
  }
  const [made] = await sql<[{ id: string }]>`
    insert into contacts (workspace_id, name, phone) values (${ctx.workspaceId}, ${name ?? phone}, ${phone})
    returning id`
  return made.id
}
