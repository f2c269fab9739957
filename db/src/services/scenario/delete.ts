import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** Puts a scenario into the bin; running talks end on it. One that lies there already stays. Throws `not_found`. */
export async function deleteScenario(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'scenarios.write')
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update scenarios set deleted_at = coalesce(deleted_at, now()), version = version + 1
      where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!count) throw notFound('scenario')
    tx.record('scenario.changed', { scenarioId: id })
  })
}
