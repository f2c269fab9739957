import { AppError, notFound } from '@cartie/shared/errors'
import type { ScenarioGraph } from '@cartie/shared/scenario/graph'
import { scenarioTemplates } from '@cartie/shared/scenario/templates/registry'
import type { ScenarioCreate, ScenarioDetail } from '@cartie/shared/schemas/scenario'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { readScenario, toScenarioDetail } from './scenario-row.ts'

/** What a new scenario begins with: its start alone. */
const blankGraph: ScenarioGraph = {
  languages: ['uk', 'ru', 'en'],
  nodes: [{ id: 'start', type: 'START', options: { triggers: [] }, exits: {}, at: { x: 0, y: 0 } }],
}

/**
 * Makes a draft: empty, from a template, or of a graph that was exported elsewhere. Throws `not_found` for an
 * unknown template, `conflict` for a name that is taken.
 */
export async function createScenario(ctx: Context, input: ScenarioCreate): Promise<ScenarioDetail> {
  requirePermission(ctx, 'scenarios.write')
  const graph = input.graph ?? (input.templateId ? templateOf(input.templateId).graph : blankGraph)
  return withTx(ctx, async (tx) => {
    const id = await insertScenario(ctx, tx, input.name, graph, input.templateId ?? null)
    return toScenarioDetail(await readScenario(ctx, tx, id))
  })
}

/** A ready scenario by its id. Throws `not_found`. */
export function templateOf(id: string) {
  const template = scenarioTemplates.find((t) => t.id === id)
  if (!template) throw notFound('template')
  return template
}

/** Stores a new draft and tells of it; returns its id. Throws `conflict` for a name that is taken. */
export async function insertScenario(
  ctx: Context,
  tx: Tx,
  name: string,
  graph: ScenarioGraph,
  templateId: string | null,
): Promise<string> {
  const [row] = await tx.sql<{ id: string }[]>`
    insert into scenarios (workspace_id, name, template_id, draft)
    values (${ctx.workspaceId}, ${name}, ${templateId}, ${storableJson(graph)}::jsonb)
    on conflict (workspace_id, name) where deleted_at is null do nothing returning id`
  if (!row) throw nameTaken()
  tx.record('scenario.changed', { scenarioId: row.id })
  return row.id
}

export const nameTaken = () =>
  new AppError('conflict', 'There is a scenario of this name already. Choose another name.', {
    errors: [{ pointer: '/name', code: 'taken', message: 'Choose another name.' }],
  })
