import type { ScenarioDetail } from '@cartie/shared/schemas/scenario'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { nameTaken } from './create.ts'
import { readScenario, toScenarioDetail } from './scenario-row.ts'

/** Takes a scenario out of the bin. Throws `not_found`, `conflict` where its name is taken by now. */
export async function restoreScenario(ctx: Context, id: string): Promise<ScenarioDetail> {
  requirePermission(ctx, 'scenarios.write')
  return withTx(ctx, async (tx) => {
    const row = await readScenario(ctx, tx, id, true)
    if (row.deleted_at === null) return toScenarioDetail(row)
    const taken = await tx.sql`
      select from scenarios where workspace_id = ${ctx.workspaceId} and name = ${row.name} and deleted_at is null`
    if (taken.length) throw nameTaken()
    await tx.sql`
      update scenarios set deleted_at = null, version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id}`
    tx.record('scenario.changed', { scenarioId: id })
    return toScenarioDetail(await readScenario(ctx, tx, id))
  })
}
