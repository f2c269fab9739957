import { readShortCode } from '@cartie/shared/domain/short-code'
import { findSamePerson, personKeys, type Person, type Sameness } from '@cartie/shared/domain/same-person'
import type { LeadCapture } from '@cartie/shared/schemas/lead-intake'
import type { Context, Tx } from '../../context.ts'
import { textWords } from '../../search-text.ts'
import { leadColumns, rowFields, type LeadRow } from './lead-row.ts'

export interface KnownLead {
  lead: LeadRow
  by: Sameness | 'code'
}

/** People of one name that are looked at, at most. */
const namesakes = 200

/**
 * Holds back everybody else who writes about this person in this workspace, until the transaction ends: of many
 * at once who bring the same new person, the first makes the lead and the others find it.
 */
export async function lockPerson(ctx: Context, tx: Tx, person: Person): Promise<void> {
  const keys = personKeys(person).map((key) => `lead ${ctx.workspaceId} ${key}`)
  if (!keys.length) return
  await tx.sql`
    select pg_advisory_xact_lock(hashtextextended(key, 0))
    from unnest(${keys}::text[]) with ordinality as k(key, place) order by place`
}

/**
 * The lead that a person is already: the one whose code was named; else the same person within the window of
 * the bot or the workspace, counted from when they were last heard of. One that is won is done: who comes
 * back after it is a new lead.
 */
export async function findKnown(
  ctx: Context,
  tx: Tx,
  input: LeadCapture,
  person: Person,
): Promise<KnownLead | undefined> {
  if (input.separate) return undefined
  const code = input.code === undefined ? undefined : readShortCode(input.code)
  if (code !== undefined) {
    const [lead] = await tx.sql<LeadRow[]>`
      select ${tx.sql(leadColumns as string[])} from leads
      where workspace_id = ${ctx.workspaceId} and code = ${code} and deleted_at is null for update`
    if (lead) return { lead, by: 'code' }
  }
  const known = await readCandidates(ctx, tx, await candidateIds(ctx, tx, person), input.botId ?? null)
  const found = findSamePerson(
    person,
    known.map((lead) => ({ ...rowFields(lead), lead })),
  )
  return found && { lead: found.who.lead, by: found.by }
}

// Each question has an index of its own; one condition over all of them would have none.
async function candidateIds(ctx: Context, tx: Tx, person: Person): Promise<string[]> {
  const { sql } = tx
  const alive = sql`workspace_id = ${ctx.workspaceId} and deleted_at is null`
  const phones = [person.phone, ...person.otherPhones].filter((phone) => phone !== null)
  const ends = phones.map((phone) => phone.replace(/\D/g, '').slice(-7))
  const rows = await sql<{ id: string }[]>`
    select id from leads where ${alive} and phone = any(${phones}::text[])
    union select id from leads where ${alive} and telegram_user_id = ${person.telegramUserId}
    union select id from leads where ${alive} and other_phones <> '{}' and exists (
      select from unnest(other_phones) as o(phone)
      where right(regexp_replace(o.phone, '[^0-9]', '', 'g'), 7) = any(${ends}::text[]))`
  const ids = rows.map((row) => row.id)
  const name = textWords(person.name, 10).map((word) => `'${word}'`)
  // A number that can't be read whole is known only beside a name.
  if (phones.every((phone) => phone.startsWith('+')) || !name.length) return ids
  const [found] = await sql<[{ ids: string[] | null }]>`
    select lead_search(${name.join(' & ')}, ${namesakes}) as ids`
  return [...ids, ...(found.ids ?? [])]
}

async function readCandidates(ctx: Context, tx: Tx, ids: string[], botId: string | null): Promise<LeadRow[]> {
  if (!ids.length) return []
  return tx.sql<LeadRow[]>`
    select ${tx.sql(leadColumns as string[])} from leads
    where workspace_id = ${ctx.workspaceId} and id = any(${ids}::uuid[]) and deleted_at is null and status <> 'WON'
      and last_interaction_at > now() - make_interval(days => coalesce(
        (select lead_window_days from bot_configs where workspace_id = ${ctx.workspaceId} and id = ${botId}),
        (select lead_window_days from workspaces where id = ${ctx.workspaceId})))
    order by last_interaction_at desc, id desc for update of leads`
}
