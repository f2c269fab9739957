import type { LinkRef } from '@cartie/shared/domain/telegram-request'
import type { Context } from '../../context.ts'
import { drawInvitation } from './draw.ts'

/** Draws the link of a message that leaves now. Only its hash is kept. Undefined where it would open nothing any more. */
export async function drawTelegramLink(ctx: Context, { invitationId }: LinkRef): Promise<string | undefined> {
  const drawn = await drawInvitation(ctx, invitationId, { mailed: false })
  return drawn && ctx.db.publicUrl + drawn.path
}
