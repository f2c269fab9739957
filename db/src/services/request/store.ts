import type { Context, Tx } from '../../context.ts'
import { codeSql, drawToken, withCode } from '../../draw-code.ts'
import { textWords } from '../../search-text.ts'
import { storableJson } from '../../storable-json.ts'
import {
  fieldsToColumns,
  requestColumns,
  requestFieldColumns,
  type RequestFields,
  type RequestRow,
} from './request-row.ts'

const columns = Object.values(requestFieldColumns)
const names = columns.map(([name]) => name)
const record = `jsonb_to_recordset($2::jsonb) as n(${columns.map((c) => c.join(' ')).join(', ')}, words text[])`

const insertText = `
  insert into b2b_requests as r (workspace_id, code, offer_token, ${names.join(', ')}, search)
  select $1::uuid, c.code, $4, ${names.map((c) => `n.${c}`).join(', ')}, array_to_tsvector(n.words || lower(split_part(c.code, '-', 1)))
  from ${record}, (select ${codeSql('request', '$3::text', '$1::uuid')} as code) c
  on conflict (workspace_id, code) do nothing
  returning ${requestColumns}`

// Once published is published: the first moment stays. What is opened again is closed no longer.
const updateText = `
  update b2b_requests r set ${names.map((c) => `${c} = n.${c}`).join(', ')}, search = array_to_tsvector(n.words),
    published_at = case when n.status in ('DRAFT', 'LOST') then r.published_at else coalesce(r.published_at, now()) end,
    closed_at = case when n.status in ('WON', 'LOST') then coalesce(r.closed_at, now()) end,
    version = r.version + 1, updated_at = now()
  from ${record}
  where r.workspace_id = $1 and r.id = $3
  returning ${requestColumns}`

/** The words by which a request is found, each once: of its title, code, wish, car and town, folded. */
const requestWords = ({ title, description, makes, models, cities }: RequestFields, code: string): string[] =>
  textWords([title, code, description ?? '', ...makes, ...models, ...cities].join(' '), 300)

const rowOf = (fields: RequestFields, code: string) =>
  storableJson([{ ...fieldsToColumns(fields), words: requestWords(fields, code) }])

/** Stores a new request under a code of its own: one that another request has is drawn again. */
export async function insertRequest(ctx: Context, tx: Tx, fields: RequestFields): Promise<RequestRow> {
  const insert = async (code: string) => {
    const values = [ctx.workspaceId, rowOf(fields, code), code, drawToken()]
    const [row] = await tx.sql.unsafe<RequestRow[]>(insertText, values, { prepare: true })
    return row
  }
  return withCode('request', insert)
}

/** Stores the fields of a request that the transaction holds. */
export async function writeRequest(
  ctx: Context,
  tx: Tx,
  { id, code }: RequestRow,
  fields: RequestFields,
): Promise<RequestRow> {
  const values = [ctx.workspaceId, rowOf(fields, code), id]
  const [row] = await tx.sql.unsafe<RequestRow[]>(updateText, values, { prepare: true })
  return row!
}
