import { AppError } from '@cartie/shared/errors'
import type { ScenarioDetail, ScenarioSave } from '@cartie/shared/schemas/scenario'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { nameTaken } from './create.ts'
import { readScenario, toScenarioDetail, type ScenarioRow } from './scenario-row.ts'

/**
 * Saves the draft, the name or the bots of a scenario; what is live stays as it is. Throws `not_found`;
 * `conflict` for another version than the editor saw, and for a name that is taken.
 */
export async function saveScenario(ctx: Context, id: string, input: ScenarioSave): Promise<ScenarioDetail> {
  requirePermission(ctx, 'scenarios.write')
  return withTx(ctx, async (tx) => {
    const row = await readScenario(ctx, tx, id, true)
    requireVersion(row, input.version)
    if (input.name !== undefined && input.name !== row.name) {
      const taken = await tx.sql`
        select from scenarios where workspace_id = ${ctx.workspaceId} and name = ${input.name}
          and deleted_at is null and id <> ${id}`
      if (taken.length) throw nameTaken()
    }
    await tx.sql`
      update scenarios set name = ${input.name ?? row.name},
        draft = ${storableJson(input.draft ?? row.draft)}::jsonb, version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (input.botIds) await setBots(ctx, tx, id, input.botIds)
    tx.record('scenario.changed', { scenarioId: id })
    return toScenarioDetail(await readScenario(ctx, tx, id))
  })
}

/** Refuses an editor who has not seen the newest state. */
export function requireVersion(row: ScenarioRow, version: number): void {
  if (row.version === version) return
  throw new AppError('conflict', 'Somebody changed this scenario in the meantime. Look at it again.')
}

/** Makes a scenario serve just these bots. Throws `invalid` for one that is not of this workspace. */
export async function setBots(ctx: Context, tx: Tx, id: string, botIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(botIds)]
  await tx.sql`delete from scenario_bots where workspace_id = ${ctx.workspaceId} and scenario_id = ${id}`
  const { count } = await tx.sql`
    insert into scenario_bots (workspace_id, scenario_id, bot_id)
    select ${ctx.workspaceId}, ${id}, b.id from bot_configs b
    where b.workspace_id = ${ctx.workspaceId} and b.id = any (${wanted}::uuid[]) and b.deleted_at is null`
  if (count === wanted.length) return
  throw new AppError('invalid', 'One of these bots is not in this workspace.', {
    errors: [{ pointer: '/botIds', code: 'unknown', message: 'Choose bots of this workspace.' }],
  })
}
