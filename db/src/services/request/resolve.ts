import { AppError, notFound } from '@cartie/shared/errors'
import type { RequestStatus } from '@cartie/shared/domain/request-status'
import type { B2bRequest, ResolveInput } from '@cartie/shared/schemas/request'
import type { z } from 'zod'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { syncPosts } from '../broadcast/sync.ts'
import { endDeal } from './end-deal.ts'
import { lockRequest } from './lock.ts'
import { logRequestActivity } from './log-activity.ts'
import { rowFields, rowToRequest, type RequestRow } from './request-row.ts'
import { stepRequestOn } from './step-on.ts'
import { writeRequest } from './store.ts'
import { tellEnd } from './tell-end.ts'

export interface Winner {
  variantId: string
  number: number
  title: string
}

/**
 * Ends a request in one transaction, so that a kill at any line leaves all of it or nothing: the winner is accepted and
 * the other variants are declined, with a word to their givers; proposals and posts close; the lead moves; client and
 * manager are told. The same end again changes nothing. Throws `not_found`, also for a variant of another request, and
 * `conflict` for a request that has ended otherwise.
 */
export async function resolveRequest(
  ctx: Context,
  id: string,
  input: z.output<typeof ResolveInput>,
): Promise<B2bRequest> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    const row = await lockRequest(ctx, tx, id)
    const { outcome, note, tell } = input
    const winner = outcome === 'WON' ? await requireWinner(ctx, tx, id, input.variantId) : undefined
    if (await isResolved(ctx, tx, { id, status: row.status }, outcome, winner)) return rowToRequest(row)
    await endDeal(ctx, tx, id, { outcome, winnerId: winner?.variantId, tells: tell })
    const { from, ended } = await writeEnd(ctx, tx, row, outcome, note)
    const payload = {
      outcome,
      ...(winner ?? {}),
      ...(note ? { note } : {}),
      changes: { status: { from, to: outcome } },
    }
    await logRequestActivity(ctx, tx, {
      requestId: id,
      variantId: winner?.variantId,
      type: 'resolved',
      payload,
    })
    tx.record('request.status_changed', { requestId: id, from, to: outcome })
    await syncPosts(ctx, tx, id)
    const { version, code } = ended
    await tellEnd(ctx, tx, { id, code, version }, { outcome, winner, note, tellsClient: tell })
    return rowToRequest(ended)
  })
}

async function requireWinner(ctx: Context, tx: Tx, requestId: string, variantId: string): Promise<Winner> {
  const [winner] = await tx.sql<Winner[]>`
    select id as "variantId", number, title from request_variants
    where workspace_id = ${ctx.workspaceId} and request_id = ${requestId} and id = ${variantId} and deleted_at is null`
  if (!winner) throw notFound('variant')
  return winner
}

/** Whether it has ended just so. Throws `conflict` for another end. */
async function isResolved(
  ctx: Context,
  tx: Tx,
  { id, status }: { id: string; status: RequestStatus },
  outcome: 'WON' | 'LOST',
  winner: Winner | undefined,
): Promise<boolean> {
  if (status !== 'WON' && status !== 'LOST') return false
  const [last] = await tx.sql<{ variantId: string | null }[]>`
    select variant_id as "variantId" from request_activities
    where workspace_id = ${ctx.workspaceId} and request_id = ${id} and type = 'resolved' order by id desc limit 1`
  if (status === outcome && (last?.variantId ?? null) === (winner?.variantId ?? null)) return true
  const message = `This request is ${status} already. Open it again to end it otherwise.`
  throw new AppError('conflict', message, { errors: [{ pointer: '/outcome', code: 'closed', message }] })
}

/** Moves the request to its end; one that was not that far yet goes by the stages between. Returns from where. */
async function writeEnd(
  ctx: Context,
  tx: Tx,
  row: RequestRow,
  outcome: 'WON' | 'LOST',
  note: string | undefined,
): Promise<{ from: RequestStatus; ended: RequestRow }> {
  const stepped = outcome === 'WON' && (await stepRequestOn(ctx, tx, row.id, 'SHORTLIST'))
  const lostReason = outcome === 'LOST' ? note || null : null
  const ended = await writeRequest(ctx, tx, row, { ...rowFields(row), status: outcome, lostReason })
  return { from: stepped ? 'SHORTLIST' : row.status, ended }
}
