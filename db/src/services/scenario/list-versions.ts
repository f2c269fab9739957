import type { ScenarioVersionInfo } from '@cartie/shared/schemas/scenario'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readScenario } from './scenario-row.ts'

/** What was published of a scenario, newest first, with the talks that run on it. Throws `not_found`. */
export async function listScenarioVersions(
  ctx: Context,
  id: string,
): Promise<{ data: ScenarioVersionInfo[] }> {
  requirePermission(ctx, 'scenarios.read')
  return withTx(ctx, async (tx) => {
    await readScenario(ctx, tx, id)
    const rows = await tx.sql<ScenarioVersionInfo[]>`
      with running as (
        select (state->'place'->>'version')::int as number, count(*)::int as talks from bot_sessions
        where workspace_id = ${ctx.workspaceId} and state->'place'->>'scenarioId' = ${id} group by 1)
      select v.id, v.number, v.note, v.published_by as "publishedBy", v.published_at as "publishedAt",
        coalesce(r.talks, 0) as running
      from scenario_versions v left join running r on r.number = v.number
      where v.workspace_id = ${ctx.workspaceId} and v.scenario_id = ${id} order by v.number desc limit 500`
    return { data: rows.map((row) => ({ ...row, publishedAt: new Date(row.publishedAt).toISOString() })) }
  })
}
