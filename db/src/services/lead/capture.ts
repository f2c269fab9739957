import type { Lead, captureOutcomes } from '@cartie/shared/schemas/lead'
import type { LeadCapture } from '@cartie/shared/schemas/lead-intake'
import { enrichLead } from '@cartie/shared/domain/enrich-lead'
import type { LeadFields } from '@cartie/shared/domain/lead'
import { applyChanges } from '@cartie/shared/domain/lead-changes'
import { personName } from '@cartie/shared/domain/person-name'
import type { Person } from '@cartie/shared/domain/same-person'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import type { RandomBytes } from '../../draw-code.ts'
import { readDictionary } from '../dictionary/read.ts'
import { findKnown, lockPerson, type KnownLead } from './find-known.ts'
import { blankLead, capturedFields } from './given-fields.ts'
import { rowFields, rowToLead } from './lead-row.ts'
import { logBirth, logMerge } from './log-merge.ts'
import { insertLead, writeLead } from './store-lead.ts'

export interface Captured {
  lead: Lead
  outcome: (typeof captureOutcomes)[number]
}

/**
 * Makes a lead of what a door told of a person, or lets the lead that the person is already learn from it:
 * nothing known is lost, and the merge is logged so that it can be undone. Concurrent captures of one person
 * end as one lead. Works within an open transaction (`ctx.tx`), with whose commit it counts.
 */
export async function captureLead(
  ctx: Context,
  input: LeadCapture,
  options: { random?: RandomBytes } = {},
): Promise<Captured> {
  requirePermission(ctx, 'leads.write')
  return withTx(ctx, async (tx) => {
    const given = {
      ...capturedFields(input, await readDictionary(ctx, tx)),
      ...(await ownCar(ctx, tx, input)),
    }
    const name = personName(
      input.name,
      input.telegramName,
      given.telegramUsername && `@${given.telegramUsername}`,
    )
    const person: Person = {
      name,
      phone: given.phone ?? null,
      otherPhones: given.otherPhones,
      telegramUserId: given.telegramUserId ?? null,
    }
    await lockPerson(ctx, tx, person)
    const known = await findKnown(ctx, tx, input, person)
    if (known) return mergeInto(ctx, tx, known, { ...given, name })
    const row = await insertLead(
      ctx,
      tx,
      { ...blankLead, ...given, name },
      { ...options, wanted: input.toldCode },
    )
    await logBirth(ctx, tx, row)
    tx.record('lead.created', { leadId: row.id })
    return { lead: rowToLead(row), outcome: 'created' }
  })
}

async function mergeInto(
  ctx: Context,
  tx: Tx,
  { lead: before, by }: KnownLead,
  given: Partial<LeadFields>,
): Promise<Captured> {
  const fields = rowFields(before)
  const changes = enrichLead(fields, given, 'captured')
  // A table that was exported and comes back as it was is no news of anybody.
  if (by === 'code' && !Object.keys(changes).length) return { lead: rowToLead(before), outcome: 'unchanged' }
  const now = await clock(tx)
  const after = await writeLead(ctx, tx, before, applyChanges(fields, changes), now)
  await logMerge(ctx, tx, { before, after, given, changes, way: 'captured', by })
  tx.record('lead.merged', { leadId: after.id, mergedLeadId: null })
  if (changes.status) tx.record('lead.status_changed', { leadId: after.id, from: 'LOST', to: 'NEW' })
  return { lead: rowToLead(after), outcome: 'merged' }
}

async function clock({ sql }: Tx): Promise<string> {
  const [row] = await sql<[{ now: string }]>`select clock_timestamp() as now`
  return row.now
}

/** A car counts only where it is one of this workspace. */
async function ownCar(
  ctx: Context,
  tx: Tx,
  { listingId }: LeadCapture,
): Promise<Pick<LeadFields, 'listingId'>> {
  if (!listingId) return { listingId: null }
  const known = await tx.sql`
    select from car_listings where workspace_id = ${ctx.workspaceId} and id = ${listingId}`
  return { listingId: known.length ? listingId : null }
}
