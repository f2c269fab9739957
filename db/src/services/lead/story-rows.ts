import type { StoryEntry } from '@cartie/shared/schemas/lead-story'
import { iso } from './lead-row.ts'
import { toActivity, type ActivityRow } from './log-activity.ts'

/** One entry as `storySql` gives it: its moment, what orders entries of one moment, and its own data. */
export interface StoryRow {
  at: string
  rank: number
  key: string
  data: Record<string, unknown>
}

/** A number as a text that sorts like it. */
const numberKey = (column: string) => `lpad(${column}::text, 20, '0')`

const delivery = (d: string) => `jsonb_build_object('id', ${d}.id, 'state', ${d}.state, 'error', ${d}.error)`

/** Cars of ours among those that a message's content names under `listingIds`. */
const cars = `
  coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title, 'image', c.images[1]))
    from car_listings c where c.id::text in (
      select jsonb_array_elements_text(
        case jsonb_typeof(m.content -> 'listingIds') when 'array' then m.content -> 'listingIds' else '[]' end))),
    '[]')`

/** What lies in each table, in the order in which it comes within one moment. `$1`: leads, `$2`: their talks. */
const sources: readonly { at: string; key: string; data: string; from: string }[] = [
  {
    at: 's.created_at',
    key: 's.id::text',
    data: `jsonb_build_object('kind', 'link', 'sessionId', s.id, 'botId', s.bot_id, 'chatId', s.chat_id,
      'campaign', (select l.campaign from leads l where l.id = any($1::uuid[]) and l.session_id = s.id limit 1))`,
    from: 'bot_sessions s where s.id = any($2::uuid[])',
  },
  {
    at: 'm.at',
    key: numberKey('m.id'),
    data: `jsonb_build_object('kind', 'message', 'sessionId', m.session_id, 'direction', m.direction,
      'author', m.author, 'type', m.kind, 'text', m.text, 'content', m.content, 'cars', ${cars},
      'delivery', (select ${delivery('d')} from deliveries d where d.id = m.delivery_id))`,
    from: 'bot_messages m where m.session_id = any($2::uuid[])',
  },
  {
    at: 't.at',
    key: numberKey('t.id'),
    data: `jsonb_build_object('kind', 'step', 'sessionId', t.session_id, 'scenarioId', t.scenario_id,
      'versionId', t.version_id, 'event', t.event, 'nodes', t.nodes, 'effects', t.effects)`,
    from: 'session_steps t where t.session_id = any($2::uuid[])',
  },
  {
    at: 'd.created_at',
    key: numberKey('d.seq'),
    data: `jsonb_build_object('kind', 'delivery', 'channel', d.channel, 'request', d.request, 'delivery', ${delivery('d')})`,
    // What is a message of the chat is told by that message.
    from: `deliveries d where (d.lead_id = any($1::uuid[]) or d.session_id = any($2::uuid[]))
      and not exists (select from bot_messages m where m.delivery_id = d.id)`,
  },
  {
    at: 'a.at',
    key: numberKey('a.id'),
    data: `jsonb_build_object('kind', 'activity', 'activity', jsonb_build_object('id', a.id, 'lead_id', a.lead_id,
      'type', a.type, 'payload', a.payload, 'actor', a.actor, 'at', a.at))`,
    from: 'lead_activities a where a.lead_id = any($1::uuid[])',
  },
  {
    at: 'r.created_at',
    key: 'r.id::text',
    data: `jsonb_build_object('kind', 'request', 'request', jsonb_build_object('id', r.id, 'code', r.code,
      'title', r.title, 'status', r.status))`,
    from: 'b2b_requests r where r.lead_id = any($1::uuid[]) and r.deleted_at is null',
  },
]

/** The next entries after a place (`$3` its moment, `$4` its rank, `$5` its key), of all tables in one order. */
export function storySql(order: 'newest' | 'oldest', afterPlace: boolean, limit: number): string {
  const direction = order === 'newest' ? 'desc' : 'asc'
  const sign = order === 'newest' ? '<' : '>'
  const parts = sources.map(({ at, key, data, from }, rank) => {
    const place = `(${at}, ${rank}, ${key} collate "C") ${sign} ($3::timestamptz, $4::int, $5 collate "C")`
    return `(select ${at} as at, ${rank} as rank, ${key} collate "C" as key, ${data} as data
      from ${from} ${afterPlace ? `and ${place}` : ''}
      order by 1 ${direction}, 3 ${direction} limit ${Math.trunc(limit)})`
  })
  return `select * from (${parts.join(' union all ')}) story
    order by at ${direction}, rank ${direction}, key ${direction} limit ${Math.trunc(limit)}`
}

/** An entry in the API's shape. */
export function toEntry({ at, key, data }: StoryRow): StoryEntry {
  const { activity, ...rest } = data
  return {
    ...rest,
    id: key.replace(/^0+(?=\d)/, ''),
    at: iso(at),
    ...(activity ? { activity: toActivity(activity as ActivityRow) } : {}),
  } as StoryEntry
}
