import type { LetterFacts, LetterRequest } from '@cartie/shared/domain/letter'
import type { Context } from '../../context.ts'
import { drawEmailLink } from '../email-link/draw.ts'
import { drawInvitation } from '../invitation/draw.ts'
import { drawPasswordLink } from '../password-link/draw.ts'

/**
 * Draws the link of a mail that leaves now, and says what the mail is to say. Only the link's hash is kept. Undefined
 * where it would open nothing any more: the invitation was revoked, the person is gone.
 */
export async function drawLetter(
  ctx: Context,
  { method, params }: LetterRequest,
): Promise<LetterFacts | undefined> {
  const drawn =
    method === 'invitation'
      ? await drawInvitation(ctx, params.invitationId, { mailed: true })
      : method === 'password'
        ? await drawPasswordLink(ctx, params.userId)
        : await drawEmailLink(ctx, params.emailLinkId)
  if (!drawn) return undefined
  const { path, ...facts } = drawn
  return { ...facts, kind: method, language: params.language, link: ctx.db.publicUrl + path }
}
