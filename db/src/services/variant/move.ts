import {
  mayMoveByHand,
  mayMoveVariant,
  variantMoves,
  type VariantStatus,
} from '@cartie/shared/domain/variant-status'
import { AppError, notFound } from '@cartie/shared/errors'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { isBeforeClient } from '../proposal/shown.ts'
import { holdRequest } from '../request/hold.ts'
import { logRequestActivity, type NewRequestActivity } from '../request/log-activity.ts'
import { takeBackNotice, tellGiver } from './tell-giver.ts'

export interface VariantMove {
  /** Why it was rejected, for its giver. */
  reason?: string | undefined
  /** Who did it, where it was nobody who signs in. */
  by?: NewRequestActivity['by']
  /** The version that the editor saw. */
  version?: number | undefined
  /** Its giver hears of it after so long, unless it is moved on before: at once if absent. */
  tellAfterMs?: number
  /** A person says so: what follows from a proposal is refused, and any move once the request has ended. */
  byHand?: boolean
  /** False: its giver hears nothing. */
  tells?: boolean
  /** It is declined because the client chose another. */
  isBeaten?: boolean
}

/**
 * Moves a variant to another stage within the open transaction, with its trace, its event and a word to its giver;
 * one that is there already stays. Returns whether it moved. Throws `not_found`, and `conflict` for a move that is not
 * allowed from where it is now, or for another version; by hand
 * also `conflict` (`closed`) where the request has ended, and `not_found` where it is in the bin.
 */
export async function moveVariant(
  ctx: Context,
  tx: Tx,
  variantId: string,
  to: VariantStatus,
  { reason, by, version, tellAfterMs = 0, byHand = false, tells = true, isBeaten = false }: VariantMove = {},
): Promise<boolean> {
  requirePermission(ctx, 'requests.write')
  if (byHand) await holdRequest(ctx, tx, { variantId }, { open: true })
  const [row] = await tx.sql<
    { request_id: string; status: VariantStatus; number: number; version: number }[]
  >`
    select request_id, status, number, version from request_variants
    where workspace_id = ${ctx.workspaceId} and id = ${variantId} and deleted_at is null for no key update`
  if (!row) throw notFound('variant')
  const { status: from, request_id: requestId, number } = row
  if (version !== undefined && version !== row.version)
    throw new AppError('conflict', 'Somebody changed this variant in the meantime. Look at it again.')
  if (from === to) return false
  const isShown = byHand && from === 'SENT_TO_CLIENT' && (await isBeforeClient(ctx, tx, variantId))
  if (byHand && mayMoveVariant(from, to) && !mayMoveByHand(from, to, isShown)) {
    const message = `From ${from} to ${to} it goes by what happens to the proposal that shows the variant.`
    throw new AppError('conflict', message, {
      errors: [{ pointer: '/status', code: 'by_proposal', message }],
    })
  }
  if (!mayMoveVariant(from, to)) {
    const message = `From ${from} a variant goes to ${variantMoves[from].join(', ')}.`
    throw new AppError('conflict', message, { errors: [{ pointer: '/status', code: 'move', message }] })
  }
  const why = to === 'REJECTED' ? (reason ?? null) : null
  await tx.sql`
    update request_variants set status = ${to}, reject_reason = ${why}, version = version + 1, updated_at = now()
    where workspace_id = ${ctx.workspaceId} and id = ${variantId} and status = ${from}`
  await takeBackNotice(ctx, tx, { requestId, variantId })
  const told = tells
    ? await tellGiver(ctx, tx, variantId, { to, reason: why, tellAfterMs, isBeaten })
    : undefined
  await logRequestActivity(ctx, tx, {
    requestId,
    variantId,
    type: 'variant_status_changed',
    payload: {
      number,
      changes: { status: { from, to } },
      ...(why === null ? {} : { reason: why }),
      ...(told === undefined ? {} : { deliveryId: told }),
    },
    by,
  })
  tx.record('variant.status_changed', { variantId, requestId, from, to })
  return true
}
