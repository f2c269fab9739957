import { notFound } from '@cartie/shared/errors'
import type { ScenarioGraph } from '@cartie/shared/scenario/graph'
import { validate } from '@cartie/shared/scenario/validate'
import type { Scenario, ScenarioDetail } from '@cartie/shared/schemas/scenario'
import type { Context, Tx } from '../../context.ts'

export interface ScenarioRow {
  id: string
  name: string
  template_id: string | null
  draft: ScenarioGraph
  version: number
  published_id: string | null
  published: number | null
  changed: boolean
  bot_ids: string[]
  updated_at: string
  deleted_at: string | null
}

/** A scenario with the number of its live version and its bots. */
export const scenarioColumns = (tx: Tx) => tx.sql`
  s.*, v.number as published, coalesce(v.graph <> s.draft, true) as changed,
  array(select b.bot_id from scenario_bots b where b.scenario_id = s.id order by b.bot_id) as bot_ids`

/** Reads a scenario, and holds it against other writers if `lock`. Throws `not_found`. */
export async function readScenario(ctx: Context, tx: Tx, id: string, lock = false): Promise<ScenarioRow> {
  const [row] = await tx.sql<ScenarioRow[]>`
    select ${scenarioColumns(tx)} from scenarios s left join scenario_versions v on v.id = s.published_id
    where s.workspace_id = ${ctx.workspaceId} and s.id = ${id} ${lock ? tx.sql`for update of s` : tx.sql``}`
  if (!row) throw notFound('scenario')
  return row
}

const iso = (at: string) => new Date(at).toISOString()

/** A stored scenario in the API's shape, without its draft. */
export const toScenario = (row: ScenarioRow): Scenario => ({
  id: row.id,
  name: row.name,
  templateId: row.template_id,
  version: row.version,
  published: row.published,
  changed: row.changed,
  botIds: row.bot_ids,
  updatedAt: iso(row.updated_at),
  deletedAt: row.deleted_at === null ? null : iso(row.deleted_at),
})

/** A stored scenario with its draft and what is wrong with it. */
export const toScenarioDetail = (row: ScenarioRow): ScenarioDetail => ({
  ...toScenario(row),
  draft: row.draft,
  problems: validate(row.draft, { scenarioId: row.id }),
})
