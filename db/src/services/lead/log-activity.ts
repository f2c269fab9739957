import type { LeadActivity, ActivityType } from '@cartie/shared/schemas/lead-story'
import { actorName } from '../../client.ts'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { iso } from './lead-row.ts'

/** A row of `lead_activities` as raw SQL gives it. */
export interface ActivityRow {
  id: string
  lead_id: string
  type: ActivityType
  payload: Record<string, unknown>
  actor: string
  at: string
}

/** An activity as the API shows it. */
export const toActivity = (row: ActivityRow): LeadActivity => ({
  id: Number(row.id),
  leadId: row.lead_id,
  type: row.type,
  payload: row.payload,
  actor: row.actor,
  at: iso(row.at),
})

/** Writes down what happened to a lead, and who did it. */
export async function logActivity(
  ctx: Context,
  tx: Tx,
  leadId: string,
  type: ActivityType,
  payload: object = {},
): Promise<LeadActivity> {
  const [row] = await tx.sql<[ActivityRow]>`
    insert into lead_activities (workspace_id, lead_id, type, payload, actor, at)
    values (${ctx.workspaceId}, ${leadId}, ${type}, ${storableJson(payload)}::jsonb, ${actorName(ctx)}, clock_timestamp())
    returning id, lead_id, type, payload, actor, at`
  return toActivity(row)
}
