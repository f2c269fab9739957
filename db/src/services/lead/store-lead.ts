import { AppError, notFound } from '@cartie/shared/errors'
import type { LeadFields } from '@cartie/shared/domain/lead'
import type { Context, Tx } from '../../context.ts'
import { codeSql, withCode, type RandomBytes } from '../../draw-code.ts'
import { storableJson } from '../../storable-json.ts'
import { fieldsToColumns, leadColumns, leadFieldColumns, type LeadRow } from './lead-row.ts'
import { leadWords } from './lead-words.ts'

const columns = Object.values(leadFieldColumns)
const names = columns.map(([name]) => name)
const record = `jsonb_to_recordset($2::jsonb) as n(${columns.map((c) => c.join(' ')).join(', ')}, words text[])`
const shown = leadColumns.map((c) => `l.${c}`).join(', ')

const insertText = `
  insert into leads as l (workspace_id, code, ${names.join(', ')}, search)
  select $1::uuid, c.code, ${names.map((c) => `n.${c}`).join(', ')}, array_to_tsvector(n.words || lower(split_part(c.code, '-', 1)))
  from ${record}, (select ${codeSql('lead', '$3::text', '$1::uuid')} as code) c
  on conflict (workspace_id, code) do nothing
  returning ${shown}`

const updateText = `
  update leads l set ${names.map((c) => `${c} = n.${c}`).join(', ')}, search = array_to_tsvector(n.words),
    last_interaction_at = coalesce($4::timestamptz, l.last_interaction_at),
    first_answer_at = case when n.status in ('CONTACTED', 'IN_PROGRESS', 'WON')
      then coalesce(l.first_answer_at, now()) else l.first_answer_at end,
    version = l.version + 1, updated_at = now()
  from ${record}
  where l.workspace_id = $1 and l.id = $3
  returning ${shown}`

const rowOf = (fields: LeadFields, code: string) =>
  storableJson([{ ...fieldsToColumns(fields), words: leadWords(fields, code) }])

/** Stores a new lead under the wanted code or one of its own: a code that another lead has is drawn again. */
export async function insertLead(
  ctx: Context,
  tx: Tx,
  fields: LeadFields,
  options: { random?: RandomBytes; wanted?: string | undefined } = {},
): Promise<LeadRow> {
  const insert = async (code: string) => {
    const values = [ctx.workspaceId, rowOf(fields, code), code]
    const [row] = await tx.sql.unsafe<LeadRow[]>(insertText, values, { prepare: true })
    return row
  }
  return withCode('lead', insert, options)
}

/** Stores the fields of a lead that the transaction holds. `heardAt` is when its person was last heard of, if just now. */
export async function writeLead(
  ctx: Context,
  tx: Tx,
  lead: LeadRow,
  fields: LeadFields,
  heardAt: string | null = null,
): Promise<LeadRow> {
  const values = [ctx.workspaceId, rowOf(fields, lead.code), lead.id, heardAt]
  const [row] = await tx.sql.unsafe<LeadRow[]>(updateText, values, { prepare: true })
  return row!
}

/**
 * Takes leads for changing until the transaction ends, in the order of their ids. Throws `not_found` where one
 * is not in this workspace or out of its lists; `conflict` where the first has another version than the given.
 */
export async function lockLeads(
  ctx: Context,
  tx: Tx,
  ids: readonly string[],
  version?: number,
): Promise<LeadRow[]> {
  const rows = await tx.sql<LeadRow[]>`
    select ${tx.sql(leadColumns as string[])} from leads
    where workspace_id = ${ctx.workspaceId} and id = any(${ids as string[]}::uuid[]) and deleted_at is null
    order by id for update`
  const found = ids.map((id) => rows.find((row) => row.id === id))
  const known = found.filter((row) => row !== undefined)
  if (known.length < ids.length) throw notFound('lead')
  if (version !== undefined && known[0]!.version !== version) {
    throw new AppError('conflict', 'Somebody changed this lead in the meantime. Look at it again.')
  }
  return known
}
