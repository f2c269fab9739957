import { AppError } from '@cartie/shared/errors'
import { proposalAdvance } from '@cartie/shared/jobs/proposal-advance'
import type { ProposalDetail, ProposalSend } from '@cartie/shared/schemas/proposal'
import { actorName, withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { clientSide } from '../request/contacts.ts'
import { holdRequest } from '../request/hold.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { stepRequestOn } from '../request/step-on.ts'
import { readOwnTexts } from '../text/read-own.ts'
import { clientMessages } from './client-messages.ts'
import { composeContent, type ProposalContent } from './content.ts'
import { getProposal } from './get.ts'
import { lockProposal, type HeldProposal } from './lock.ts'
import { markGoneCars } from './mark-sold.ts'
import { proposalUrl } from './proposal-row.ts'
import { sendVariants } from './send-variants.ts'

const refusal = (pointer: string, code: string, message: string) =>
  new AppError('conflict', message, { errors: [{ pointer, code, message }] })

/**
 * Opens the page as the proposal is now, and writes to the client's chat if there is one. Its variants become sent, its
 * request a shortlist. Throws `not_found`; `conflict` for a closed request, a last day that is over, no car that is
 * still to be had, and a variant that was rejected meanwhile.
 */
export async function sendProposal(ctx: Context, id: string, input: ProposalSend): Promise<ProposalDetail> {
  requirePermission(ctx, 'proposals.write')
  return withTx(ctx, async (tx) => {
    await holdRequest(ctx, tx, { proposalId: id }, { open: true })
    const held = await lockProposal(ctx, tx, id)
    const { requestId, status: from } = held
    if (held.overdue)
      throw refusal('/expiresAt', 'past', 'The last day of this proposal is over. Set another one.')
    await markGoneCars(ctx, tx, id)
    const content = (await composeContent(ctx, tx, id))!
    const sold = await soldItems(ctx, tx, id)
    if (content.cars.every((car) => sold.has(car.id)))
      throw refusal('/items', 'empty', 'No car of this proposal is still to be had. Put in another one.')
    await sendVariants(ctx, tx, held)
    const version = await keepVersion(ctx, tx, held, content)
    const { chat } = input.telegram ? await clientSide(ctx, tx, requestId) : {}
    if (chat) {
      const url = proposalUrl(ctx, held.token)
      await enqueueDeliveries(
        { ...ctx, tx },
        clientMessages(chat, content, {
          proposalId: id,
          version,
          url,
          sold,
          texts: await readOwnTexts(ctx, tx),
        }),
      )
    }
    const payload = { code: held.code, version, cars: content.cars.length, telegram: chat !== undefined }
    await logRequestActivity(ctx, tx, { requestId, proposalId: id, type: 'proposal_sent', payload })
    tx.record('proposal.status_changed', { proposalId: id, requestId, from, to: 'SENT' })
    await stepRequestOn(ctx, tx, requestId, 'SHORTLIST')
    tx.wake(proposalAdvance, { workspaceId: ctx.workspaceId, proposalId: id })
    return getProposal({ ...ctx, tx }, id)
  })
}

/** Keeps what is sent, and begins anew with what the client has seen and decided. Returns the version's number. */
async function keepVersion(
  ctx: Context,
  tx: Tx,
  { id }: HeldProposal,
  content: ProposalContent,
): Promise<number> {
  const [row] = await tx.sql<[{ version: number }]>`
    update proposals set status = 'SENT', version = version + 1, sent_at = now(), seen_at = null, decided_at = null,
      revoked_at = null, accepted_item_id = null, attempts = 0, lease_until = null, fence = fence + 1,
      updated_at = now()
    where workspace_id = ${ctx.workspaceId} and id = ${id} returning version`
  await tx.sql`
    insert into proposal_versions (workspace_id, proposal_id, version, content, sent_by)
    values (${ctx.workspaceId}, ${id}, ${row.version}, ${storableJson(content)}::jsonb,
      ${ctx.actor.name ?? actorName(ctx)})`
  return row.version
}

async function soldItems(ctx: Context, tx: Tx, proposalId: string): Promise<Set<string>> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from proposal_items
    where workspace_id = ${ctx.workspaceId} and proposal_id = ${proposalId} and sold_at is not null`
  return new Set(rows.map((row) => row.id))
}
