import type { Book, ScenarioGraph, ScenarioVersion } from '@cartie/shared/scenario/graph'
import { pinnedBy, type TalkState } from '@cartie/shared/scenario/talk-state'
import type { Context, Tx } from '../../context.ts'

interface VersionRow {
  id: string
  scenarioId: string
  version: number
}

/** A published version never changes, so its graph is read once a process. */
const graphs = new Map<string, ScenarioGraph>()
const mostGraphs = 500

/** Loads books, each once: talks of one transaction that stand on the same versions share theirs. */
export function bookLoader(ctx: Context, tx: Tx): (botId: string, state: TalkState) => Promise<Book> {
  const books = new Map<string, Promise<Book>>()
  return (botId, state) => {
    const key = `${botId} ${JSON.stringify(pinnedBy(state))}`
    const book = books.get(key) ?? loadBook(ctx, tx, botId, state)
    books.set(key, book)
    return book
  }
}

/** What a bot speaks from: its live scenarios by name, and the versions that this talk is pinned to. */
async function loadBook(ctx: Context, tx: Tx, botId: string, state: TalkState): Promise<Book> {
  const pins = pinnedBy(state)
  const rows = await tx.sql<(VersionRow & { live: boolean })[]>`
    select v.id, v.scenario_id as "scenarioId", v.number as version, true as live
    from scenario_bots b join scenarios s on s.id = b.scenario_id and s.deleted_at is null
      join scenario_versions v on v.id = s.published_id
    where b.workspace_id = ${ctx.workspaceId} and b.bot_id = ${botId}
    union all
    select v.id, v.scenario_id, v.number, false from scenario_versions v
      join jsonb_to_recordset(${JSON.stringify(pins)}::jsonb) as p("scenarioId" uuid, version int)
        on v.scenario_id = p."scenarioId" and v.number = p.version
    where v.workspace_id = ${ctx.workspaceId}`
  await readGraphs(ctx, tx, rows)
  const bound = (live: boolean): ScenarioVersion[] =>
    rows
      .filter((row) => row.live === live)
      .toSorted((a, b) => (a.scenarioId < b.scenarioId ? -1 : 1))
      .flatMap(({ id, scenarioId, version }) => {
        const graph = graphs.get(id)
        return graph ? [{ scenarioId, version, graph }] : []
      })
  return { live: bound(true), pinned: bound(false) }
}

async function readGraphs(ctx: Context, tx: Tx, rows: readonly VersionRow[]): Promise<void> {
  const missing = [...new Set(rows.map((row) => row.id))].filter((id) => !graphs.has(id))
  if (!missing.length) return
  const found = await tx.sql<{ id: string; graph: ScenarioGraph }[]>`
    select id, graph from scenario_versions
    where workspace_id = ${ctx.workspaceId} and id = any (${missing}::uuid[])`
  if (graphs.size + found.length > mostGraphs) graphs.clear()
  for (const { id, graph } of found) graphs.set(id, graph)
}
