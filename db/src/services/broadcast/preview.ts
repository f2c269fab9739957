import type { BroadcastPreview } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { postButtons } from './post-buttons.ts'
import { postText } from './post-text.ts'
import { readPostedRequest } from './posted-request.ts'
import { readTargets } from './targets.ts'

/** What a request's posts say, and where they could go. `publicUrl`: where people reach this installation. Throws `not_found`. */
export async function previewBroadcast(
  ctx: Context,
  requestId: string,
  { publicUrl }: { publicUrl: string },
): Promise<BroadcastPreview> {
  requirePermission(ctx, 'requests.read')
  return withTx(ctx, async (tx) => {
    const request = await readPostedRequest(ctx, tx, requestId)
    const targets = await readTargets(ctx, tx, request.criteria.makes)
    const username = await nameOfBot(ctx, tx, targets[0]?.botId)
    return { text: postText(request, true), buttons: postButtons(request, { username, publicUrl }), targets }
  })
}

/** The name of the bot of a target, or else of the first that runs. */
async function nameOfBot(ctx: Context, { sql }: Tx, botId: string | undefined): Promise<string | null> {
  const [bot] = await sql<{ username: string | null }[]>`
    select username from bot_configs
    where workspace_id = ${ctx.workspaceId} and enabled and deleted_at is null and username is not null
    order by coalesce(id = ${botId ?? null}::uuid, false) desc, created_at, id limit 1`
  return bot?.username ?? null
}
