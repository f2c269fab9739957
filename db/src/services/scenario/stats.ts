import type { ScenarioStats, ScenarioStatsQuery } from '@cartie/shared/schemas/scenario'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { readScenario } from './scenario-row.ts'

/**
 * How people went through a scenario in a span of time: for each node entries, exits by name (also such as came after
 * the span), talks that stayed there for an hour and more, and the median time between entering and leaving. Throws
 * `not_found`.
 */
export async function scenarioStats(
  ctx: Context,
  id: string,
  query: ScenarioStatsQuery,
): Promise<ScenarioStats> {
  requirePermission(ctx, 'scenarios.read')
  return withTx(ctx, async (tx) => {
    await readScenario(ctx, tx, id)
    const span = await spanOf(tx, query)
    const told = tx.sql`
      select s.session_id, s.at, s.id, n.ordinality as place, n.value->>'kind' as kind,
        n.value->>'nodeId' as node_id, n.value->>'exit' as exit
      from session_steps s cross join jsonb_array_elements(s.nodes) with ordinality n
      where s.workspace_id = ${ctx.workspaceId} and n.value->>'scenarioId' = ${id}
        and s.at >= ${span.from}`
    // What a talk does next at a node after entering it is leaving it, or ending there.
    const nodes = await tx.sql<ScenarioStats['nodes']>`
      with told as (${told}), visits as (
        select node_id, kind, at, lead(kind) over talk as next_kind, lead(at) over talk as next_at,
          lead(exit) over talk as next_exit
        from told window talk as (partition by session_id, node_id order by id, place)
      ), entered as (
        select node_id, at, coalesce(next_kind in ('left', 'ended'), false) as gone,
          case when next_kind = 'left' then next_exit end as exit, extract(epoch from next_at - at) as seconds
        from visits where kind = 'entered' and at < ${span.to}
      ), exits as (
        select node_id, jsonb_object_agg(exit, n) as exits from (
          select node_id, exit, count(*)::int as n from entered where exit is not null group by 1, 2) e
        group by 1
      )
      select e.node_id as "nodeId", count(*)::int as entries, coalesce(x.exits, '{}') as exits,
        (count(*) filter (where not gone and e.at < now() - interval '1 hour'))::int as dropped,
        (percentile_cont(0.5) within group (order by seconds) filter (where gone))::float8 as "medianSeconds"
      from entered e left join exits x using (node_id) group by e.node_id, x.exits order by e.node_id`
    const [ends] = await tx.sql<[{ started: number; ended: number }]>`
      with told as (${told})
      select (count(*) filter (where kind = 'started'))::int as started,
        (count(*) filter (where kind = 'ended'))::int as ended from told where at < ${span.to}`
    return { ...span, ...ends, nodes: [...nodes] }
  })
}

const dayMs = 24 * 3600_000

/** The span that was asked for, by the database's clock. */
async function spanOf({ sql }: Tx, query: ScenarioStatsQuery) {
  const [row] = await sql<[{ now: string }]>`select clock_timestamp() as now`
  // What happened in this very millisecond belongs to it.
  const to = new Date(query.to ?? Date.parse(row.now) + 1)
  const from = new Date(query.from ?? to.getTime() - query.days * dayMs)
  const days = Math.max(1, Math.round((to.getTime() - from.getTime()) / dayMs))
  return { days, from: from.toISOString(), to: to.toISOString() }
}
