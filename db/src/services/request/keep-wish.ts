import { joinRequest } from '@cartie/shared/domain/lead-changes'
import {
  inOrder,
  requestTitle,
  type RequestCriteria,
  type RequestSource,
} from '@cartie/shared/domain/request-criteria'
import type { B2bRequest } from '@cartie/shared/schemas/request'
import type { Context, Tx } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'
import { queueMatching } from '../match/queue.ts'
import { blankRequest, toldOnly } from './given-fields.ts'
import { logRequestActivity } from './log-activity.ts'
import { openRequest } from './open-request.ts'
import { changeFields, concernsMatching } from './request-changes.ts'
import {
  requestColumns,
  rowFields,
  rowToRequest,
  type RequestFields,
  type RequestRow,
} from './request-row.ts'
import { writeRequest } from './store.ts'
import { wishFields, type GivenWish } from './wish-fields.ts'

/** Whose wish it is, and where it was heard. */
export interface WishOrigin {
  source: RequestSource
  leadId: string
  ownerId: string | null
  sessionId: string | null
  botId: string | null
}

/**
 * Keeps what a client wishes, within the transaction that holds their lead. Who says more of a wish that is a draft
 * still makes no second one: the draft learns it. A wish for another car is another request.
 */
export async function keepWish(
  ctx: Context,
  tx: Tx,
  origin: WishOrigin,
  wish: GivenWish & { quantity?: number | undefined },
): Promise<{ request: B2bRequest; outcome: 'created' | 'merged' }> {
  const given: Partial<RequestFields> = {
    ...wishFields(wish, await readDictionary(ctx, tx)),
    ...toldOnly<RequestFields>({ quantity: wish.quantity }),
  }
  const known = await openDraft(ctx, tx, origin.leadId, given)
  if (known) return { request: await learn(ctx, tx, known, given), outcome: 'merged' }
  const fields = { ...blankRequest, ...given, ...origin }
  return {
    request: await openRequest(ctx, tx, { ...fields, title: fields.title || '—' }),
    outcome: 'created',
  }
}

/** The newest draft of a lead that a wish may be more of: it names no other car. */
async function openDraft(
  ctx: Context,
  tx: Tx,
  leadId: string,
  given: Partial<RequestFields>,
): Promise<RequestRow | undefined> {
  const drafts = await tx.sql<RequestRow[]>`
    select ${tx.sql.unsafe(requestColumns)} from b2b_requests r
    where r.workspace_id = ${ctx.workspaceId} and r.lead_id = ${leadId} and r.status = 'DRAFT'
      and r.kind = ${given.kind ?? 'BUY'} and r.deleted_at is null
    order by r.created_at desc, r.id desc limit 20 for no key update of r`
  return drafts.find((row) => mayBeSame(rowFields(row), given))
}

function mayBeSame(known: RequestCriteria, { makes = [], models = [] }: Partial<RequestCriteria>): boolean {
  const agree = (a: readonly string[], b: readonly string[]) =>
    !a.length || !b.length || a.some((one) => b.includes(one))
  return agree(known.makes, makes) && agree(known.models, models)
}

async function learn(
  ctx: Context,
  tx: Tx,
  row: RequestRow,
  { title: _title, description, must = [], ...given }: Partial<RequestFields>,
): Promise<B2bRequest> {
  const before = rowFields(row)
  const next = { ...before, ...given }
  const { after, changes } = changeFields(before, {
    ...given,
    must: inOrder([...before.must, ...must]),
    ...(description ? { description: joinRequest(before.description, description) } : {}),
    // A title that somebody wrote stays; one that says the car follows it.
    ...(before.title === (requestTitle(before) || '—') && requestTitle(next)
      ? { title: requestTitle(next) }
      : {}),
  })
  if (!Object.keys(changes).length) return rowToRequest(row)
  const stored = await writeRequest(ctx, tx, row, after)
  await logRequestActivity(ctx, tx, { requestId: row.id, type: 'changed', payload: { changes, again: true } })
  tx.record('request.changed', { requestId: row.id })
  if (concernsMatching(changes)) await queueMatching(ctx, tx, { requestId: row.id })
  return rowToRequest(stored)
}
