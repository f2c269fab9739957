import { requestPost } from '@cartie/shared/jobs/request-post'
import type { BroadcastTarget } from '@cartie/shared/schemas/request'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { stepRequestOn } from '../request/step-on.ts'
import { settlePosts } from './settle.ts'
import { syncPosts } from './sync.ts'

export type PlannedTarget = Pick<BroadcastTarget, 'botId' | 'chatId' | 'target' | 'partnerId' | 'wave'> & {
  /** The integration by whose rule it is planned. */
  integrationId?: string
}

/**
 * Plans a held request's posts, wave by wave, `waveMinutes` apart, the first one now. A chat that has the request keeps
 * its post, and one that was closed there by hand is opened again; what failed or was kept back is planned anew.
 * What may have arrived is never sent a second time by itself. The request steps on to PUBLISHED.
 */
export async function planPosts(
  ctx: Context,
  tx: Tx,
  requestId: string,
  targets: readonly PlannedTarget[],
  waveMinutes: number,
): Promise<void> {
  await settlePosts(ctx, tx, requestId)
  const waves = [...new Set(targets.map(({ wave }) => wave))].sort((a, b) => a - b)
  const rows = targets.map(({ botId, chatId, target, partnerId, wave, integrationId }) => ({
    bot_id: botId,
    chat_id: chatId,
    target,
    partner_id: partnerId,
    integration_id: integrationId,
    wave,
    minutes: waves.indexOf(wave) * waveMinutes,
  }))
  const planned = await tx.sql<{ wave: number }[]>`
    insert into request_posts as p (workspace_id, request_id, bot_id, chat_id, target, partner_id, integration_id, wave,
      due_at)
    select ${ctx.workspaceId}, ${requestId}, r.bot_id, r.chat_id, r.target, r.partner_id, r.integration_id,
      r.wave, clock_timestamp() + r.minutes * interval '1 minute'
    from jsonb_to_recordset(${storableJson(rows)}::jsonb)
      as r(bot_id uuid, chat_id text, target text, partner_id uuid, integration_id uuid, wave int, minutes float8)
    order by r.wave, r.bot_id, r.chat_id
    on conflict (workspace_id, request_id, bot_id, chat_id) do update set
      target = excluded.target, partner_id = excluded.partner_id, wave = excluded.wave, due_at = excluded.due_at,
      state = 'planned', delivery_id = null, error = null, updated_at = now()
    where p.message_id is null
      and (p.state in ('failed', 'cancelled') or (p.state = 'planned' and p.delivery_id is null))
    returning p.wave`
  await tx.sql`
    update request_posts p set shown = shown - 'kept'
    from jsonb_to_recordset(${storableJson(rows)}::jsonb) as r(bot_id uuid, chat_id text)
    where p.workspace_id = ${ctx.workspaceId} and p.request_id = ${requestId} and p.bot_id = r.bot_id
      and p.chat_id = r.chat_id and p.shown ? 'kept'`
  if (planned.length) {
    const counts = waves.map((wave) => planned.filter((one) => one.wave === wave).length)
    const payload = { count: planned.length, waves: counts.filter((n) => n > 0), waveMinutes }
    await logRequestActivity(ctx, tx, { requestId, type: 'broadcast_planned', payload })
  }
  await stepRequestOn(ctx, tx, requestId, 'PUBLISHED')
  await syncPosts(ctx, tx, requestId)
  tx.record('broadcast.changed', { requestId })
  tx.wake(requestPost, { workspaceId: ctx.workspaceId, requestId })
}
