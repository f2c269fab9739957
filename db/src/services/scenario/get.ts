import type { ScenarioDetail } from '@cartie/shared/schemas/scenario'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readScenario, toScenarioDetail } from './scenario-row.ts'

/** A scenario with its draft. Throws `not_found`. */
export async function getScenario(ctx: Context, id: string): Promise<ScenarioDetail> {
  requirePermission(ctx, 'scenarios.read')
  return toScenarioDetail(await withTx(ctx, (tx) => readScenario(ctx, tx, id)))
}
