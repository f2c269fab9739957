import type { RequestDetail } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { botName } from '../bot/bot-name.ts'
import { offerLink } from './offer-link.ts'
import { readOneRequest } from './read.ts'

/**
 * One request, also from the bin, with its client and the addresses under which cars are offered for it. Throws
 * `not_found`.
 */
export async function getRequest(ctx: Context, id: string): Promise<RequestDetail> {
  requirePermission(ctx, 'requests.read')
  return withTx(ctx, async (tx) => {
    const request = await readOneRequest(ctx, tx, id)
    const [row] = await tx.sql<[{ token: string }]>`
      select offer_token as token from b2b_requests where workspace_id = ${ctx.workspaceId} and id = ${id}`
    return {
      ...request,
      lead: await readClient(ctx, tx, request.leadId),
      offerUrl: `${ctx.db.publicUrl}/p/offer/${row.token}`,
      deepLink: offerLink(await botName(ctx, tx, request.botId), id),
    }
  })
}

/** The lead, or the one that it was joined to. */
async function readClient(ctx: Context, { sql }: Tx, leadId: string | null): Promise<RequestDetail['lead']> {
  if (leadId === null) return null
  const [lead] = await sql<NonNullable<RequestDetail['lead']>[]>`
    with recursive way(id, merged_into, step) as (
      select id, merged_into, 0 from leads where workspace_id = ${ctx.workspaceId} and id = ${leadId}
      union all
      select l.id, l.merged_into, way.step + 1 from way join leads l on l.id = way.merged_into
      where l.workspace_id = ${ctx.workspaceId} and way.step < 50)
    select l.id, l.code, l.name, l.phone, l.telegram_username as "telegramUsername", l.status
    from way join leads l on l.id = way.id order by way.step desc limit 1`
  return lead ?? null
}
