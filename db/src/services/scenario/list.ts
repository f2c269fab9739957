import type { Scenario } from '@cartie/shared/schemas/scenario'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { scenarioColumns, toScenario, type ScenarioRow } from './scenario-row.ts'

/** The scenarios of the workspace by name, or those in its bin. */
export async function listScenarios(
  ctx: Context,
  { deleted = false }: { deleted?: boolean } = {},
): Promise<{ data: Scenario[] }> {
  requirePermission(ctx, 'scenarios.read')
  const rows = await withTx(
    ctx,
    (tx) => tx.sql<ScenarioRow[]>`
      select ${scenarioColumns(tx)} from scenarios s left join scenario_versions v on v.id = s.published_id
      where s.workspace_id = ${ctx.workspaceId} and (s.deleted_at is not null) = ${deleted}
      order by s.name, s.id limit 1000`,
  )
  return { data: rows.map(toScenario) }
}
