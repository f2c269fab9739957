import { scenarioTemplates } from '@cartie/shared/scenario/templates/registry'
import type { ScenarioTemplate } from '@cartie/shared/schemas/scenario'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** The ready scenarios, each with the workspace's scenarios that came from it. */
export async function listScenarioTemplates(ctx: Context): Promise<{ data: ScenarioTemplate[] }> {
  requirePermission(ctx, 'scenarios.read')
  const rows = await withTx(
    ctx,
    (tx) => tx.sql<{ id: string; template_id: string }[]>`
      select id, template_id from scenarios
      where workspace_id = ${ctx.workspaceId} and template_id is not null and deleted_at is null`,
  )
  return {
    data: scenarioTemplates.map(({ id, name, description, graph }) => ({
      id,
      name,
      description,
      graph,
      installed: rows.filter((row) => row.template_id === id).map((row) => row.id),
    })),
  }
}
