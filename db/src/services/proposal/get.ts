import { toMajor } from '@cartie/shared/domain/money'
import { notFound } from '@cartie/shared/errors'
import type { ProposalDetail, ProposalItem } from '@cartie/shared/schemas/proposal'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { iso, isoOrNull } from '../lead/lead-row.ts'
import { clientSide } from '../request/contacts.ts'
import { readVariants } from '../variant/variant-row.ts'
import { rowToProposal, selectProposals } from './proposal-row.ts'
import { questionsOf } from './questions.ts'

/** One proposal with its cars and what the client said, the bin included. Throws `not_found`. */
export async function getProposal(ctx: Context, id: string): Promise<ProposalDetail> {
  requirePermission(ctx, 'proposals.read')
  return withTx(ctx, async (tx) => {
    const [row] = await selectProposals(ctx, tx, tx.sql`p.id = ${id}`)
    if (!row) throw notFound('proposal')
    const [items, { chat }, versions, questions] = await Promise.all([
      readItems(ctx, tx, id),
      clientSide(ctx, tx, row.request_id),
      tx.sql<{ version: number; sentAt: string; sentBy: string }[]>`
        select version, sent_at as "sentAt", sent_by as "sentBy" from proposal_versions
        where workspace_id = ${ctx.workspaceId} and proposal_id = ${id} order by version`,
      questionsOf(ctx, tx, { id, requestId: row.request_id }),
    ])
    return {
      ...rowToProposal(ctx, row),
      items,
      telegram: chat !== undefined,
      versions: versions.map((v) => ({ ...v, sentAt: iso(v.sentAt) })),
      questions,
    }
  })
}

interface ItemRow {
  id: string
  variant_id: string
  position: number
  margin_minor: number | null
  margin_percent: number | null
  price_minor: number | null
  currency: string | null
  comment: string | null
  photos: string[]
  reaction: ProposalItem['reaction']
  reacted_at: string | null
  sold_at: string | null
}

async function readItems(ctx: Context, tx: Tx, proposalId: string): Promise<ProposalItem[]> {
  const rows = await tx.sql<ItemRow[]>`
    select id, variant_id, position, margin_minor::float8, margin_percent, price_minor::float8, currency, comment,
      photos, reaction, reacted_at, sold_at
    from proposal_items
    where workspace_id = ${ctx.workspaceId} and proposal_id = ${proposalId} and removed_at is null order by position`
  const ids = rows.map((row) => row.variant_id)
  const variants = new Map((await readVariants(ctx, tx, { ids })).map((variant) => [variant.id, variant]))
  return rows.flatMap((row) => {
    const variant = variants.get(row.variant_id)
    return variant ? [{ ...toItem(row), variant }] : []
  })
}

function toItem(row: ItemRow): Omit<ProposalItem, 'variant'> {
  const { currency, price_minor: price, margin_minor: margin, margin_percent: percent } = row
  return {
    id: row.id,
    position: row.position,
    margin:
      percent !== null
        ? { percent }
        : margin !== null && currency !== null
          ? { amount: toMajor(margin, currency) }
          : null,
    price: price === null || currency === null ? null : { amount: toMajor(price, currency), currency },
    comment: row.comment,
    photos: row.photos,
    reaction: row.reaction,
    reactedAt: isoOrNull(row.reacted_at),
    soldAt: isoOrNull(row.sold_at),
  }
}
