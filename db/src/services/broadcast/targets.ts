import { builtIn } from '@cartie/shared/domain/dictionary'
import { makeKey } from '@cartie/shared/domain/match-names'
import type { BroadcastTarget } from '@cartie/shared/schemas/request'
import type { Context, Tx } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'
import { readScorecards } from '../partner/scorecards.ts'

/** A partner of this score or better is asked first. */
const bestScore = 60

type ChatRow = Pick<BroadcastTarget, 'botId' | 'botName' | 'chatId' | 'target' | 'title'> & {
  partnerId: string | null
}

/**
 * Where a request may be sent: channels and groups in which a bot may post, its admin chat excepted, and every person
 * of a partner that is not blocked whom a bot may write to. The wave that is proposed: first the best partners who
 * deal in the makes, then the others who do, then the rest and everybody.
 */
export async function readTargets(
  ctx: Context,
  tx: Tx,
  makes: readonly string[],
): Promise<BroadcastTarget[]> {
  const dictionary = makes.length ? await readDictionary(ctx, tx) : builtIn
  const asked = new Set(makes.map((make) => makeKey(make, dictionary)))
  const dealsIn = (own: readonly string[]) =>
    !own.length || !asked.size || own.some((make) => asked.has(makeKey(make, dictionary)))
  const people = (await readPeople(ctx, tx)).map((row) => ({ ...row, fits: dealsIn(row.makes) }))
  const rows = [...people, ...(await readChannels(ctx, tx)).map((row) => ({ ...row, fits: false }))]
  const ids = [...new Set(rows.flatMap(({ partnerId }) => partnerId ?? []))]
  const cards = await readScorecards(ctx, tx, ids)
  const planned = rows.map(({ fits, ...row }) => {
    const score = row.partnerId === null ? null : (cards.get(row.partnerId)?.score ?? null)
    return { ...row, score, wave: !fits ? 3 : score !== null && score >= bestScore ? 1 : 2 }
  })
  // A wave that nobody is in is no wave.
  const waves = [...new Set(planned.map(({ wave }) => wave))].sort((a, b) => a - b)
  return planned
    .map((row) => ({ ...row, wave: waves.indexOf(row.wave) + 1 }))
    .sort((a, b) => a.wave - b.wave || (b.score ?? -1) - (a.score ?? -1) || (a.title < b.title ? -1 : 1))
}

function readPeople(ctx: Context, { sql }: Tx): Promise<(ChatRow & { makes: string[] })[]> {
  return sql<(ChatRow & { makes: string[] })[]>`
    select b.id as "botId", coalesce(b.name, b.username, '') as "botName", s.chat_id as "chatId",
      'partner' as target, p.id as "partnerId",
      case when p.name = u.name then p.name else p.name || ' · ' || u.name end as title, p.makes
    from partner_users u
      join partners p on p.workspace_id = u.workspace_id and p.id = u.partner_id
      join bot_sessions s on s.workspace_id = u.workspace_id and s.id = u.session_id
      join bot_configs b on b.workspace_id = u.workspace_id and b.id = s.bot_id
    where u.workspace_id = ${ctx.workspaceId} and u.removed_at is null and p.status = 'ACTIVE'
      and p.deleted_at is null and s.blocked_at is null and b.enabled and b.deleted_at is null
    order by p.name, u.created_at limit 500`
}

function readChannels(ctx: Context, { sql }: Tx): Promise<ChatRow[]> {
  return sql<ChatRow[]>`
    select b.id as "botId", coalesce(b.name, b.username, '') as "botName", c.chat_id as "chatId",
      case c.kind when 'channel' then 'channel' else 'group' end as target, null as "partnerId", c.title
    from bot_channels c join bot_configs b on b.workspace_id = c.workspace_id and b.id = c.bot_id
    where c.workspace_id = ${ctx.workspaceId} and c.can_post and c.kind in ('channel', 'group', 'supergroup')
      and b.enabled and b.deleted_at is null and c.chat_id is distinct from b.admin_chat_id
    order by c.title, c.id limit 500`
}
