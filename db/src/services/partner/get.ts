import type { PartnerDetail, PartnerUser } from '@cartie/shared/schemas/partner'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { iso } from '../lead/lead-row.ts'
import { isApprovedOffer } from './approved-offer.ts'
import { toInvite, type InviteRow } from './invite-row.ts'
import { readPartner } from './partner-row.ts'

const monthsShown = 12

/** One partner, also from the bin, with its people, the links that still work, its year and its last offers. Throws `not_found`. */
export async function getPartner(ctx: Context, id: string): Promise<PartnerDetail> {
  requirePermission(ctx, 'partners.read')
  return withTx(ctx, async (tx) => ({
    ...(await readPartner(ctx, tx, id)),
    users: await readUsers(ctx, tx, id),
    invites: await readInvites(ctx, tx, id),
    months: await readMonths(ctx, tx, id),
    recent: await readRecent(ctx, tx, id),
  }))
}

async function readUsers(ctx: Context, { sql }: Tx, partnerId: string): Promise<PartnerUser[]> {
  const rows = await sql<(Omit<PartnerUser, 'telegramUserId'> & { telegramUserId: string })[]>`
    select u.id, u.telegram_user_id as "telegramUserId", u.name, u.username, u.bot_id as "botId",
      u.session_id as "sessionId", u.created_at as "createdAt",
      coalesce(s.blocked_at is null and b.enabled and b.deleted_at is null, false) as reachable
    from partner_users u
      left join bot_sessions s on s.workspace_id = u.workspace_id and s.id = u.session_id
      left join bot_configs b on b.workspace_id = u.workspace_id and b.id = u.bot_id
    where u.workspace_id = ${ctx.workspaceId} and u.partner_id = ${partnerId} and u.removed_at is null
    order by u.created_at, u.id limit 500`
  return rows.map((row) => ({
    ...row,
    telegramUserId: Number(row.telegramUserId),
    reachable: row.reachable,
    createdAt: iso(row.createdAt),
  }))
}

async function readInvites(ctx: Context, { sql }: Tx, partnerId: string) {
  const rows = await sql<InviteRow[]>`
    select i.id, i.bot_id, b.username as bot_username, i.token, i.created_at, i.expires_at, i.used_at
    from partner_invites i join bot_configs b on b.workspace_id = i.workspace_id and b.id = i.bot_id
    where i.workspace_id = ${ctx.workspaceId} and i.partner_id = ${partnerId} and i.used_at is null
      and i.revoked_at is null and i.expires_at > now() and b.username is not null and b.deleted_at is null
    order by i.created_at desc, i.id limit 50`
  return rows.map(toInvite)
}

/** Months by the workspace's clock, each with a row though nothing happened in it. */
function readMonths(ctx: Context, { sql }: Tx, partnerId: string) {
  return sql<PartnerDetail['months']>`
    with zone as (select time_zone as name from workspaces where id = ${ctx.workspaceId}),
    months as (
      select generate_series(date_trunc('month', now() at time zone zone.name) - ${monthsShown - 1} * interval '1 month',
        date_trunc('month', now() at time zone zone.name), '1 month') as month from zone),
    reached as (
      select month, count(distinct request_id)::int as n from (
        select date_trunc('month', due_at at time zone zone.name) as month, request_id from request_posts, zone
        where workspace_id = ${ctx.workspaceId} and partner_id = ${partnerId} and message_id is not null
        union all
        select date_trunc('month', created_at at time zone zone.name), request_id from request_variants, zone
        where workspace_id = ${ctx.workspaceId} and partner_id = ${partnerId} and deleted_at is null) r
      group by month),
    offers as (
      select date_trunc('month', v.created_at at time zone zone.name) as month, count(*)::int as variants,
        count(*) filter (where ${sql.unsafe(isApprovedOffer)})::int as approved,
        count(distinct v.request_id) filter (where v.status = 'ACCEPTED' and q.status = 'WON')::int as won
      from zone, request_variants v join b2b_requests q on q.workspace_id = v.workspace_id and q.id = v.request_id
      where v.workspace_id = ${ctx.workspaceId} and v.partner_id = ${partnerId} and v.deleted_at is null
      group by 1)
    select to_char(m.month, 'YYYY-MM') as month, coalesce(r.n, 0) as requests, coalesce(o.variants, 0) as variants,
      coalesce(o.approved, 0) as approved, coalesce(o.won, 0) as won
    from months m left join reached r using (month) left join offers o using (month) order by m.month`
}

async function readRecent(ctx: Context, { sql }: Tx, partnerId: string) {
  const rows = await sql<PartnerDetail['recent']>`
    select v.id as "variantId", v.request_id as "requestId", q.code as "requestCode", v.title, v.status,
      v.created_at as "createdAt"
    from request_variants v join b2b_requests q on q.workspace_id = v.workspace_id and q.id = v.request_id
    where v.workspace_id = ${ctx.workspaceId} and v.partner_id = ${partnerId} and v.deleted_at is null
    order by v.created_at desc, v.id limit 30`
  return rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) }))
}
