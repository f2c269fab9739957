import type { RequestActivity, RequestActivityType } from '@cartie/shared/schemas/request'
import { actorName } from '../../client.ts'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { iso } from '../lead/lead-row.ts'

/** A row of `request_activities` as raw SQL gives it. */
export interface RequestActivityRow {
  id: string
  request_id: string
  variant_id: string | null
  proposal_id: string | null
  type: RequestActivityType
  payload: Record<string, unknown>
  actor: string
  actor_name: string | null
  at: string
}

/** An activity as the API shows it. */
export const toRequestActivity = (row: RequestActivityRow): RequestActivity => ({
  id: Number(row.id),
  requestId: row.request_id,
  variantId: row.variant_id,
  proposalId: row.proposal_id,
  type: row.type,
  payload: row.payload,
  actor: row.actor,
  actorName: row.actor_name,
  at: iso(row.at),
})

export interface NewRequestActivity {
  requestId: string
  variantId?: string | undefined
  proposalId?: string | undefined
  type: RequestActivityType
  payload?: object
  /** Who did it, where it was nobody who signs in: a partner, the client. */
  by?: { actor: string; name: string | null } | undefined
}

/** Writes down what happened to a request, a variant or a proposal of it, and who did it. */
export async function logRequestActivity(
  ctx: Context,
  tx: Tx,
  { requestId, variantId, proposalId, type, payload = {}, by }: NewRequestActivity,
): Promise<RequestActivity> {
  const actor = by?.actor ?? actorName(ctx)
  const name = by ? by.name : (ctx.actor.name ?? null)
  const [row] = await tx.sql<[RequestActivityRow]>`
    insert into request_activities (workspace_id, request_id, variant_id, proposal_id, type, payload, actor, actor_name, at)
    values (${ctx.workspaceId}, ${requestId}, ${variantId ?? null}, ${proposalId ?? null}, ${type},
      ${storableJson(payload)}::jsonb, ${actor}, ${name}, clock_timestamp())
    returning id, request_id, variant_id, proposal_id, type, payload, actor, actor_name, at`
  return toRequestActivity(row)
}
