import { AppError, notFound } from '@cartie/shared/errors'
import type { ProposalStatus } from '@cartie/shared/domain/proposal-status'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'
import { hidden } from './shown.ts'

/** A proposal that the transaction holds. */
export interface HeldProposal {
  id: string
  requestId: string
  code: string
  token: string
  status: ProposalStatus
  language: Language
  version: number
  revision: number
  expiresAt: string | null
  /** Whether its time is over, by the database's clock. */
  overdue: boolean
  acceptedItemId: string | null
  deleted: boolean
  /** Whether its page is closed, for it lies in the bin, or its request does. */
  hidden: boolean
}

/** By which a proposal is known: to colleagues by its id, to its client by the token of its page. */
export type ProposalKey = { id: string } | { token: string }

/** Takes a proposal for changing until the transaction ends; undefined where it is not of this workspace. */
export async function holdProposal(
  ctx: Context,
  tx: Tx,
  key: ProposalKey,
): Promise<HeldProposal | undefined> {
  const [row] = await tx.sql<HeldProposal[]>`
    select id, request_id as "requestId", code, token, status, language, version, revision, expires_at as "expiresAt",
      coalesce(expires_at <= clock_timestamp(), false) as overdue, accepted_item_id as "acceptedItemId",
      deleted_at is not null as deleted, ${tx.sql.unsafe(hidden)} as hidden
    from proposals p where workspace_id = ${ctx.workspaceId}
      and ${'id' in key ? tx.sql`id = ${key.id}` : tx.sql`token = ${key.token}`} for no key update`
  return row
}

/**
 * As `holdProposal`, for colleagues: throws `not_found` for one that is unknown or in the bin, `conflict` for another
 * revision than the editor saw.
 */
export async function lockProposal(
  ctx: Context,
  tx: Tx,
  id: string,
  revision?: number,
): Promise<HeldProposal> {
  const held = await holdProposal(ctx, tx, { id })
  if (!held || held.deleted) throw notFound('proposal')
  if (revision !== undefined && revision !== held.revision)
    throw new AppError('conflict', 'Somebody changed this proposal in the meantime. Look at it again.')
  return held
}
