import type { BroadcastPreview } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { botName } from '../bot/bot-name.ts'
import { postButtons } from './post-buttons.ts'
import { postText } from './post-text.ts'
import { readPostedRequest } from './posted-request.ts'
import { readTargets } from './targets.ts'

/** What a request's posts say, and where they could go. Throws `not_found`. */
export async function previewBroadcast(ctx: Context, requestId: string): Promise<BroadcastPreview> {
  requirePermission(ctx, 'requests.read')
  return withTx(ctx, async (tx) => {
    const request = await readPostedRequest(ctx, tx, requestId)
    const targets = await readTargets(ctx, tx, request.criteria.makes)
    const username = await botName(ctx, tx, targets[0]?.botId ?? null)
    return {
      text: postText(request, true),
      buttons: postButtons(request, { username, publicUrl: ctx.db.publicUrl }),
      targets,
    }
  })
}
