import type { LoggedChange, MergeWay } from '@cartie/shared/domain/enrich-lead'
import type { LeadFields } from '@cartie/shared/domain/lead'
import type { LeadChanges } from '@cartie/shared/domain/lead-changes'
import type { Sameness } from '@cartie/shared/domain/same-person'
import type { Context, Tx } from '../../context.ts'
import { blankLead } from './given-fields.ts'
import { rowFields, type LeadRow } from './lead-row.ts'
import { logActivity } from './log-activity.ts'

/** What the log keeps of a merge: enough to show it, and to undo it. */
export interface MergeEntry {
  way: MergeWay
  /** By what the person was known again; absent where people joined two leads. */
  by?: Sameness | 'code'
  /** All that the other side told. */
  given: Partial<LeadFields>
  changes: LeadChanges
  /** The lead that was joined. */
  leadId?: string
  /** When the person was last heard of, before and after. */
  heard: { from: string; to: string }
}

/** What is known of a lead, unknowns left out. */
const compact = (fields: Partial<LeadFields>): Partial<LeadFields> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, v]) => v !== null && v !== undefined && !(Array.isArray(v) && !v.length),
    ),
  )

/** Writes down with what a lead began. `from`: the lead that it was separated from. */
export async function logBirth(ctx: Context, tx: Tx, lead: LeadRow, from?: string): Promise<void> {
  await logActivity(ctx, tx, lead.id, 'created', {
    fields: compact(rowFields(lead)),
    ...(from === undefined ? {} : { separatedFrom: from }),
  })
}

/** Writes down that a lead learned from another word of its person. */
export async function logMerge(
  ctx: Context,
  tx: Tx,
  merge: Omit<MergeEntry, 'heard'> & { before: LeadRow; after: LeadRow },
): Promise<void> {
  const { before, after, given, ...rest } = merge
  const heard = { from: before.last_interaction_at, to: after.last_interaction_at }
  await logActivity(ctx, tx, before.id, 'merged', {
    ...rest,
    given: compact(given),
    heard,
  } satisfies MergeEntry)
}

/** The log of a lead as far as it made its fields, and the merges in it that were undone. */
export async function readLog(tx: Tx, leadId: string): Promise<{ log: LoggedChange[]; undone: Set<number> }> {
  const rows = await tx.sql<{ id: string; type: string; payload: LogPayload }[]>`
    select id, type, payload from lead_activities where lead_id = ${leadId} order by id`
  const log = rows.flatMap(({ id, type, payload }): LoggedChange[] => {
    const { fields, given, way, changes } = payload
    if (type === 'created') return [{ id: Number(id), born: { ...blankLead, ...fields } }]
    if (type === 'merged' && given && way) return [{ id: Number(id), given, way }]
    return type !== 'unmerged' && changes ? [{ id: Number(id), changes }] : []
  })
  const undone = rows.flatMap(({ type, payload }) => (type === 'unmerged' && payload.of ? [payload.of] : []))
  return { log, undone: new Set(undone) }
}

interface LogPayload extends Partial<MergeEntry> {
  fields?: Partial<LeadFields>
  /** The merge that was undone. */
  of?: number
}
