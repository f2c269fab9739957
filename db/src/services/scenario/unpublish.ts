import type { ScenarioDetail } from '@cartie/shared/schemas/scenario'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readScenario, toScenarioDetail } from './scenario-row.ts'

/** Starts no new talks with a scenario; running ones go on. Throws `not_found`. */
export async function unpublishScenario(ctx: Context, id: string): Promise<ScenarioDetail> {
  requirePermission(ctx, 'scenarios.write')
  return withTx(ctx, async (tx) => {
    const row = await readScenario(ctx, tx, id, true)
    if (row.published_id !== null) {
      await tx.sql`
        update scenarios set published_id = null, version = version + 1, updated_at = now()
        where workspace_id = ${ctx.workspaceId} and id = ${id}`
      tx.record('scenario.changed', { scenarioId: id })
    }
    return toScenarioDetail(await readScenario(ctx, tx, id))
  })
}
