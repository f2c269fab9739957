import { AppError, notFound } from '@cartie/shared/errors'
import type { StoryEntry, StoryQuery } from '@cartie/shared/schemas/lead-story'
import { z } from 'zod'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { readFamily } from './lead-family.ts'
import { storySql, toEntry, type StoryRow } from './story-rows.ts'

/**
 * Everything that led to a lead and happened to it, in one order: the link that brought the person, the steps of
 * the scenario, messages with the cars that they showed, deliveries, and what people did. Leads that were joined
 * to it tell their stories too. Throws `not_found`, `invalid` for a foreign cursor.
 */
export async function storyOfLead(
  ctx: Context,
  id: string,
  query: StoryQuery,
): Promise<{ data: StoryEntry[]; nextCursor: string | null }> {
  requirePermission(ctx, 'leads.read')
  const after = query.cursor === undefined ? null : readCursor(query)
  return withTx(ctx, async (tx) => {
    const known = await tx.sql`select from leads where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!known.length) throw notFound('lead')
    const family = await readFamily(tx, id)
    const sessions = await readSessions(tx, family)
    const values = [family, sessions, ...(after ?? [])]
    const rows = await tx.sql.unsafe<StoryRow[]>(
      storySql(query.order, after !== null, query.limit + 1),
      values as never[],
    )
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    return {
      data: page.map(toEntry),
      nextCursor: rows.length > query.limit && last ? cursorAt(query.order, last) : null,
    }
  })
}

/** The talks of a lead: the one that it stands in, and those that told of it before. */
async function readSessions({ sql }: Tx, family: string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select session_id::text as id from leads where id = any(${family}::uuid[]) and session_id is not null
    union select coalesce(payload -> 'fields', payload -> 'given') ->> 'sessionId' from lead_activities
    where lead_id = any(${family}::uuid[]) and type in ('created', 'merged')
      and coalesce(payload -> 'fields', payload -> 'given') ->> 'sessionId' is not null`
  return rows.map((row) => row.id)
}

type Place = [at: string, rank: number, key: string]

const Cursor = z.tuple([
  z.string(),
  z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
  z.number().int().min(0).max(9),
  z.string().max(40),
])

const cursorAt = (order: string, row: StoryRow): string =>
  Buffer.from(JSON.stringify([order, row.at, row.rank, row.key])).toString('base64url')

function readCursor({ order, cursor }: StoryQuery): Place {
  try {
    const [madeFor, ...place] = Cursor.parse(JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString()))
    if (madeFor === order) return place
  } catch {
    // What can't be read is refused below, like what doesn't fit.
  }
  throw new AppError('invalid', 'This cursor does not belong to this story.', {
    errors: [
      { pointer: '/query/cursor', code: 'cursor', message: 'Take it from the page before, in its order' },
    ],
  })
}
