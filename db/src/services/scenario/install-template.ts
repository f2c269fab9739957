import type { ScenarioDetail, ScenarioInstall } from '@cartie/shared/schemas/scenario'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { insertScenario, templateOf } from './create.ts'
import { publishDraft } from './publish.ts'
import { setBots } from './save.ts'
import { readScenario, toScenarioDetail } from './scenario-row.ts'

/**
 * Makes a scenario of a template in the workspace and publishes it; a name that is taken gets a number behind it.
 * Throws `not_found` for an unknown template, `invalid` for a bot that is not of this workspace.
 */
export async function installTemplate(
  ctx: Context,
  templateId: string,
  input: ScenarioInstall,
): Promise<ScenarioDetail> {
  requirePermission(ctx, 'scenarios.write')
  const template = templateOf(templateId)
  return withTx(ctx, async (tx) => {
    const [workspace] = await tx.sql<{ language: 'uk' | 'ru' | 'en' }[]>`
      select language from workspaces where id = ${ctx.workspaceId}`
    const wanted = input.name ?? template.name[workspace?.language ?? 'uk']
    const taken = await tx.sql<{ name: string }[]>`
      select name from scenarios where workspace_id = ${ctx.workspaceId} and deleted_at is null`
    const id = await insertScenario(ctx, tx, freeName(wanted, taken), template.graph, template.id)
    await setBots(ctx, tx, id, input.botIds)
    await publishDraft(ctx, tx, await readScenario(ctx, tx, id, true), null)
    return toScenarioDetail(await readScenario(ctx, tx, id))
  })
}

function freeName(wanted: string, taken: readonly { name: string }[]): string {
  const names = new Set(taken.map(({ name }) => name))
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted} ${n}`
    if (!names.has(name)) return name
  }
}
