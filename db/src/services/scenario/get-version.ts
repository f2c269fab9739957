import { notFound } from '@cartie/shared/errors'
import type { ScenarioGraph } from '@cartie/shared/scenario/graph'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** The graph of a published version. Throws `not_found`. */
export async function getScenarioVersion(
  ctx: Context,
  id: string,
  number: number,
): Promise<{ number: number; graph: ScenarioGraph }> {
  requirePermission(ctx, 'scenarios.read')
  const [row] = await withTx(
    ctx,
    (tx) => tx.sql<{ number: number; graph: ScenarioGraph }[]>`
      select number, graph from scenario_versions
      where workspace_id = ${ctx.workspaceId} and scenario_id = ${id} and number = ${number}`,
  )
  if (!row) throw notFound('version')
  return row
}
