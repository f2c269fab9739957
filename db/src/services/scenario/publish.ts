import { AppError } from '@cartie/shared/errors'
import { validate } from '@cartie/shared/scenario/validate'
import type { ScenarioDetail, ScenarioPublish } from '@cartie/shared/schemas/scenario'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { requireVersion } from './save.ts'
import { readScenario, toScenarioDetail, type ScenarioRow } from './scenario-row.ts'

/**
 * Makes the draft the live version. Talks that run stay on theirs. Throws `not_found`, `conflict` for another
 * version than the editor saw, `unprocessable` with a line for each error of the graph.
 */
export async function publishScenario(
  ctx: Context,
  id: string,
  input: ScenarioPublish,
): Promise<ScenarioDetail> {
  requirePermission(ctx, 'scenarios.write')
  return withTx(ctx, async (tx) => {
    const row = await readScenario(ctx, tx, id, true)
    requireVersion(row, input.version)
    await publishDraft(ctx, tx, row, input.note ?? null)
    return toScenarioDetail(await readScenario(ctx, tx, id))
  })
}

/** Stores the draft of a locked scenario as its next version and makes that one live. */
export async function publishDraft(
  ctx: Context,
  tx: Tx,
  row: ScenarioRow,
  note: string | null,
): Promise<void> {
  const errors = validate(row.draft, { scenarioId: row.id }).filter((problem) => problem.severity === 'error')
  if (errors.length) {
    throw new AppError('unprocessable', 'The scenario can not go live yet. Mend what is marked.', {
      errors: errors.map(({ nodeId, code, message }) => ({
        pointer: nodeId === undefined ? '/draft' : `/draft/nodes/${nodeId}`,
        code,
        message: message.en,
      })),
    })
  }
  await tx.sql`
    with made as (
      insert into scenario_versions (workspace_id, scenario_id, number, graph, note, published_by)
      select s.workspace_id, s.id,
        1 + (select coalesce(max(v.number), 0) from scenario_versions v where v.scenario_id = s.id),
        s.draft, ${note}, ${ctx.actor.name ?? ctx.actor.kind}
      from scenarios s where s.workspace_id = ${ctx.workspaceId} and s.id = ${row.id}
      returning id)
    update scenarios set published_id = made.id, version = version + 1, updated_at = now()
    from made where scenarios.id = ${row.id}`
  tx.record('scenario.published', { scenarioId: row.id })
}
