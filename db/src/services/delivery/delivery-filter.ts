import type { DeliveryCountsQuery } from '@cartie/shared/schemas/delivery'
import type { Context, Tx } from '../../context.ts'

/** The conditions of a filter of the ledger, `deliveries` being `d`. */
export function deliveryConditions(ctx: Context, { sql }: Tx, query: DeliveryCountsQuery) {
  const like = query.q ? `%${query.q.replace(/[\\%_]/g, String.raw`\$&`)}%` : undefined
  return sql`
    d.workspace_id = ${ctx.workspaceId}
    ${query.channel === undefined ? sql`` : sql`and d.channel = ${query.channel}`}
    ${query.botId === undefined ? sql`` : sql`and d.bot_id = ${query.botId}`}
    ${query.sessionId === undefined ? sql`` : sql`and d.session_id = ${query.sessionId}`}
    ${query.leadId === undefined ? sql`` : sql`and d.lead_id = ${query.leadId}`}
    ${query.integrationId === undefined ? sql`` : sql`and d.integration_id = ${query.integrationId}`}
    ${query.from === undefined ? sql`` : sql`and d.created_at >= ${query.from}`}
    ${query.to === undefined ? sql`` : sql`and d.created_at < ${query.to}`}
    ${like === undefined ? sql`` : sql`and concat_ws(' ', d.request->'params', d.error->>'message', d.lane) ilike ${like}`}`
}
