import type { Book, ScenarioGraph, ScenarioVersion } from '@cartie/shared/scenario/graph'
import { pinnedBy, type TalkState } from '@cartie/shared/scenario/talk-state'
import type { Context, Tx } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'

interface VersionRow {
  id: string
  scenarioId: string
  version: number
}

/** A published version never changes, so its graph is read once a process. */
const graphs = new Map<string, ScenarioGraph>()
const mostGraphs = 500

/** The live versions of the bots of chats, by bot. */
export async function findLive(
  ctx: Context,
  tx: Tx,
  sessionIds: readonly string[],
): Promise<Map<string, VersionRow[]>> {
  const rows = await tx.sql<(VersionRow & { botId: string })[]>`
    select b.bot_id as "botId", v.id, v.scenario_id as "scenarioId", v.number as version
    from (
      select distinct bot_id from bot_sessions
      where workspace_id = ${ctx.workspaceId} and id = any (${sessionIds}::uuid[])) t
      join scenario_bots b on b.workspace_id = ${ctx.workspaceId} and b.bot_id = t.bot_id
      join scenarios s on s.id = b.scenario_id and s.deleted_at is null
      join scenario_versions v on v.id = s.published_id`
  return Map.groupBy(rows, (row) => row.botId)
}

/** Loads books, each once: talks of one transaction that stand on the same versions share theirs. */
export function bookLoader(
  ctx: Context,
  tx: Tx,
  live: ReadonlyMap<string, readonly VersionRow[]>,
): (botId: string, state: TalkState) => Promise<Book> {
  const books = new Map<string, Promise<Book>>()
  return (botId, state) => {
    const pins = pinnedBy(state)
    const key = `${botId} ${JSON.stringify(pins)}`
    const book = books.get(key) ?? loadBook(ctx, tx, live.get(botId) ?? [], pins)
    books.set(key, book)
    return book
  }
}

/** What a bot speaks from: its live scenarios by name, and the versions that this talk is pinned to. */
async function loadBook(
  ctx: Context,
  tx: Tx,
  live: readonly VersionRow[],
  pins: ReturnType<typeof pinnedBy>,
): Promise<Book> {
  const known = new Map(live.map((row) => [`${row.scenarioId} ${row.version}`, row]))
  const here = pins.flatMap((pin) => known.get(`${pin.scenarioId} ${pin.version}`) ?? [])
  const pinned = here.length === pins.length ? here : await findVersions(ctx, tx, pins)
  await readGraphs(ctx, tx, [...live, ...pinned])
  const book = { live: versionsOf(live), pinned: versionsOf(pinned) }
  const reads = [...book.live, ...book.pinned].some(({ graph }) => readsWords(graph))
  return reads ? { ...book, dictionary: await readDictionary(ctx, tx) } : book
}

/** Whether a scenario has a step that understands what people write. */
const readsWords = ({ nodes }: ScenarioGraph): boolean =>
  nodes.some(({ type, options }) => type === 'OFFER_COLLECT' || options.action === 'NORMALIZE_REQUEST')

const findVersions = (ctx: Context, { sql }: Tx, pins: ReturnType<typeof pinnedBy>) => sql<VersionRow[]>`
  select v.id, v.scenario_id as "scenarioId", v.number as version from scenario_versions v
    join jsonb_to_recordset(${JSON.stringify(pins)}::jsonb) as p("scenarioId" uuid, version int)
      on v.scenario_id = p."scenarioId" and v.number = p.version
  where v.workspace_id = ${ctx.workspaceId}`

const versionsOf = (rows: readonly VersionRow[]): ScenarioVersion[] =>
  rows
    .toSorted((a, b) => (a.scenarioId < b.scenarioId ? -1 : 1))
    .flatMap(({ id, scenarioId, version }) => {
      const graph = graphs.get(id)
      return graph ? [{ scenarioId, version, graph }] : []
    })

async function readGraphs(ctx: Context, tx: Tx, rows: readonly VersionRow[]): Promise<void> {
  const missing = [...new Set(rows.map((row) => row.id))].filter((id) => !graphs.has(id))
  if (!missing.length) return
  const found = await tx.sql<{ id: string; graph: ScenarioGraph }[]>`
    select id, graph from scenario_versions
    where workspace_id = ${ctx.workspaceId} and id = any (${missing}::uuid[])`
  if (graphs.size + found.length > mostGraphs) graphs.clear()
  for (const { id, graph } of found) graphs.set(id, graph)
}
