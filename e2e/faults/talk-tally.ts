import { isCall, type Entry } from '../telegram/journal.ts'
import { sends, textOf } from '../telegram/checks.ts'
import { until } from './fault.ts'
import { none, type Tally } from './tally.ts'
import type { TelegramWorld } from './telegram-world.ts'
import type { World } from './world.ts'

const open = (world: Pick<World, 'sql'>) => world.sql<[{ n: number }]>`
  select (select count(*) from inbox_events where status = 'pending')::int
    + (select count(*) from deliveries where state in ('pending', 'sending'))::int as n`

/** Resolves when every event is worked off and everything that is to leave has an end. */
export async function settled(world: Pick<World, 'sql'>, withinMs = 30_000): Promise<void> {
  await until('everything has an end', async () => (await open(world))[0].n === 0, withinMs)
}

interface Said {
  bot: string
  chat: string
  text: string
  state: string
  silent: boolean
}

/**
 * Counts from Telegram's journal and the rows, once all has settled. LOST: an update that was answered 200 and has no
 * row that ended, or a row without an end. DOUBLE: a message more than its rows intended. SILENT: a row that says it
 * was sent and nobody got it, or that has no end and no reason that a person sees.
 */
export async function inspectTalks({ world, telegram }: TelegramWorld): Promise<Tally> {
  const entries = telegram.journal.entries
  const [left] = await open(world)
  const rows = await world.sql<Said[]>`
    select b.username as bot, split_part(d.lane, ':', 3) as chat, d.state,
      coalesce(d.request->'params'->>'text', d.request->'params'->>'caption', d.request->'params'->>'media', '') as text,
      d.state in ('failed', 'unknown', 'held') and d.error is null as silent
    from deliveries d join bot_configs b on b.id = d.bot_id where d.request->>'method' like 'send%'`
  const meant = Map.groupBy(rows, keyOf)
  const got = Map.groupBy(sends(entries), (call) => `${call.bot} ${call.chatId} ${textOf(call)}`)
  let double = 0
  for (const [key, calls] of got) double += Math.max(0, calls.length - (meant.get(key)?.length ?? 0))
  let silent = rows.filter((row) => row.silent).length
  for (const [key, said] of meant) {
    const sent = said.filter((row) => row.state === 'sent').length
    silent += Math.max(0, sent - (got.get(key)?.length ?? 0))
  }
  return { ...none(), lost: left.n + (await unanswered(world, entries)), double, silent }
}

const keyOf = ({ bot, chat, text }: Said): string => `${bot} ${chat} ${text}`

/** Updates that Telegram was told are taken, and that have no row with an end. */
async function unanswered(world: Pick<World, 'sql'>, entries: readonly Entry[]): Promise<number> {
  const taken = new Set(
    entries.flatMap((e) => (!isCall(e) && e.status === 200 ? [`${e.bot} ${e.updateId}`] : [])),
  )
  const known = await world.sql<{ key: string }[]>`
    select b.username || ' ' || e.update_id as key from inbox_events e join bot_configs b on b.id = e.bot_id
    where e.status in ('done', 'set_aside')`
  for (const { key } of known) taken.delete(key)
  return taken.size
}
