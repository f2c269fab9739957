import { AppError } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'

/** Refuses a partner who is not of this workspace. Nobody is allowed. */
export async function requirePartner(ctx: Context, tx: Tx, partnerId: string | null): Promise<void> {
  if (partnerId === null) return
  const known = await tx.sql`
    select from partners where workspace_id = ${ctx.workspaceId} and id = ${partnerId} and deleted_at is null`
  if (known.length) return
  const message = 'Choose one of GET /partners.'
  throw new AppError('invalid', 'There is no such partner here.', {
    errors: [{ pointer: '/partnerId', code: 'no_partner', message }],
  })
}
