import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leadStatuses } from '@cartie/shared/domain/lead-status'
import { LeadBoardQuery, LeadQuery, type Lead, type LeadFilter } from '@cartie/shared/schemas/lead'
import { type LeadCapture } from '@cartie/shared/schemas/lead-intake'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { addMember } from '../../testing/test-members.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { boardLeads } from './board.ts'
import { captureLead } from './capture.ts'
import { deleteLead } from './delete.ts'
import { exportLeads } from './export.ts'
import { facetLeads } from './facets.ts'
import { getLead } from './get.ts'
import { listLeads } from './list.ts'
import { mergeLeads } from './merge.ts'
import { storyOfLead } from './story.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const add = async (ctx: Context, ...people: Partial<LeadCapture>[]): Promise<Lead[]> => {
  const leads: Lead[] = []
  for (const person of people) {
    leads.push((await captureLead(ctx, { source: 'manual', separate: true, ...person })).lead)
  }
  return leads
}
const list = (ctx: Context, query: Record<string, string> = {}) => listLeads(ctx, LeadQuery.parse(query))
const names = async (ctx: Context, query: Record<string, string> = {}) =>
  (await list(ctx, query)).data.map((lead) => lead.name)
const born = (id: string, at: string) =>
  withSystemTx(
    on.db,
    (tx) => tx.sql`update leads set created_at = ${at}, last_interaction_at = ${at} where id = ${id}`,
  )

async function chunksOf(ctx: Context, filter: LeadFilter): Promise<Lead[][]> {
  const chunks: Lead[][] = []
  for await (const chunk of exportLeads(ctx, filter)) chunks.push(chunk)
  return chunks
}

async function walk(
  ctx: Context,
  query: Record<string, string>,
  between: () => Promise<unknown> = async () => {},
) {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof list>> = await list(ctx, cursor ? { ...query, cursor } : query)
    ids.push(...page.data.map((lead) => lead.id))
    cursor = page.nextCursor
    await between()
  } while (cursor)
  return ids
}

describe('the leads', () => {
  test('are sorted by each order', async () => {
    const ctx = await on.workspace()
    const [a, b, c] = await add(ctx, { name: 'a' }, { name: 'b' }, { name: 'c' })
    await born(a!.id, '2026-01-02T00:00:00Z')
    await born(b!.id, '2026-01-01T00:00:00Z')
    await born(c!.id, '2026-01-03T00:00:00Z')
    await withSystemTx(
      on.db,
      (tx) => tx.sql`update leads set last_interaction_at = now() where id = ${b!.id}`,
    )
    expect(await names(ctx)).toEqual(['c', 'a', 'b'])
    expect(await names(ctx, { sort: 'oldest' })).toEqual(['b', 'a', 'c'])
    expect(await names(ctx, { sort: 'active' })).toEqual(['b', 'c', 'a'])
  })

  test('are filtered by every filter alone and together', async () => {
    const ctx = await on.workspace()
    const ownerId = await addMember(ctx, 'OPERATOR')
    const botId = '00000000-0000-7000-8000-000000000001'
    const sessionId = '00000000-0000-7000-8000-000000000002'
    const [mine] = await add(
      ctx,
      {
        name: 'Olena Koval',
        source: 'telegram',
        status: 'CONTACTED',
        kind: 'SELL',
        botId,
        sessionId,
        ownerId,
        tags: ['hot', 'vip'],
      },
      { name: 'Other', source: 'csv', tags: ['cold'] },
    )
    await born(mine!.id, '2026-05-05T10:00:00Z')
    const filters: Record<string, string> = {
      q: 'kov',
      status: 'CONTACTED,WON',
      source: 'telegram,form',
      kind: 'SELL',
      bot: botId,
      session: sessionId,
      owner: ownerId,
      tags: 'vip,none',
      to: '2026-05-05T10:00:01.000Z',
    }
    for (const [name, value] of Object.entries(filters)) {
      expect([name, await names(ctx, { [name]: value })]).toEqual([name, ['Olena Koval']])
    }
    expect(await names(ctx, { ...filters, from: '2026-05-05T10:00:00.000Z' })).toEqual(['Olena Koval'])
    expect(await names(ctx, { ...filters, from: '2026-05-05T10:00:01.000Z' })).toEqual([])
    expect(await names(ctx, { owner: 'none' })).toEqual(['Other'])
    // The lead of a chat is found also where it was joined to another one.
    const [other] = (await list(ctx, { owner: 'none' })).data
    await mergeLeads(ctx, other!.id, mine!.id)
    expect(await names(ctx, { session: sessionId })).toEqual(['Other'])
  })

  test('are found by the beginning of each word and by any four digits of a number, in any script', async () => {
    const ctx = await on.workspace()
    const [lead] = await add(
      ctx,
      {
        name: 'Оленка Коваль',
        phone: '067 123 45 67',
        otherPhones: ['+49 30 23125 017'],
        request: 'Škoda Octavia з Львова',
        email: 'olena@example.com',
        telegramUsername: '@olenka_k',
      },
      { name: 'Somebody', phone: '0501112233' },
    )
    const found = [
      'олен кова',
      'SKODA',
      'львов',
      'olena',
      '0671234567',
      '+38 (067) 123',
      '123-45-67',
      '4567',
      '23125',
    ]
    for (const q of [...found, lead!.code, lead!.code.toLowerCase()]) {
      expect([q, await names(ctx, { q })]).toEqual([q, ['Оленка Коваль']])
    }
    for (const q of ['оленка сидоренко', '9999', 'octavia audi'])
      expect([q, await names(ctx, { q })]).toEqual([q, []])
  })

  test('no typed text breaks the search', async () => {
    const ctx = await on.workspace()
    await add(ctx, { name: 'Golf' })
    for (const q of ["'", ':*', '!golf', '\\', '%_', "golf':* & !'x", '+()', '0000', '- - -'])
      await names(ctx, { q })
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (q) => {
        await listLeads(ctx, { q, limit: 5, sort: 'newest' })
      }),
      { numRuns: 100 },
    )
  })

  test('a word that thousands share still finds them all', async () => {
    const ctx = await on.workspace()
    await withTx(
      ctx,
      (tx) => tx.sql`
        insert into leads (workspace_id, code, name, source, search)
        select ${ctx.workspaceId}, 'L-' || n, 'Golf ' || n, 'csv', array_to_tsvector(array['golf', n::text])
        from generate_series(1, 2100) as n`,
    )
    expect(await walk(ctx, { q: 'golf', limit: '100' })).toHaveLength(2100)
  })

  test('another workspace sees nothing of them, by no list, search, board, facet or export', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const [lead] = await add(ctx, { name: 'Canary', tags: ['canary'], phone: '0671234567' })
    for (const query of [{}, { q: 'canary' }, { q: '4567' }, { tags: 'canary' }, { sort: 'active' }]) {
      expect(await names(other, query as Record<string, string>)).toEqual([])
    }
    expect(await facetLeads(other, {})).toMatchObject({ total: 0, tags: [] })
    expect((await boardLeads(other, LeadBoardQuery.parse({}))).total).toBe(0)
    expect(await chunksOf(other, {})).toEqual([])
    await expect(getLead(other, lead!.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(storyOfLead(other, lead!.id, { order: 'newest', limit: 5 })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('lower roles read none of it', async () => {
    const ctx = await on.workspace()
    const [lead] = await add(ctx, { name: 'a' })
    for (const role of otherRoles(['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'])) {
      const low = as(ctx, role)
      const reads = [
        () => list(low),
        () => facetLeads(low, {}),
        () => boardLeads(low, LeadBoardQuery.parse({})),
        async () => exportLeads(low, {}),
        () => getLead(low, lead!.id),
        () => storyOfLead(low, lead!.id, { order: 'newest', limit: 5 }),
      ]
      for (const read of reads) await expect(read()).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('a cursor of another order, or of nobody, is refused in words', async () => {
    const ctx = await on.workspace()
    await add(ctx, { name: 'a' }, { name: 'b' })
    const { nextCursor } = await list(ctx, { limit: '1' })
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const [cursor, sort] of [
      [nextCursor!, 'oldest'],
      ['%%%', 'newest'],
      ['', 'newest'],
      [forged(['newest', "2026-01-01' or true --", 'x']), 'newest'],
      [forged({ a: 1 }), 'newest'],
    ] as const) {
      await expect(list(ctx, { cursor, sort })).rejects.toMatchObject({ code: 'invalid' })
    }
  })

  test('while others come, every lead that was there is seen exactly once, in every order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('newest', 'oldest', 'active'),
        fc.integer({ min: 1, max: 7 }),
        async (count, meanwhile, sort, limit) => {
          const ctx = await on.workspace()
          const people = (n: number) => Array.from({ length: n }, (_, i) => ({ name: `Person ${i}` }))
          const there = (await add(ctx, ...people(count))).map((lead) => lead.id)
          // Many came within one moment: the id tells them apart.
          await withSystemTx(
            on.db,
            (tx) => tx.sql`
            update leads set created_at = date_trunc('second', created_at), last_interaction_at = date_trunc('second', created_at)
            where workspace_id = ${ctx.workspaceId}`,
          )
          let rounds = 0
          const seen = await walk(ctx, { sort, limit: String(limit) }, async () => {
            if (rounds++ < 6) await add(ctx, ...people(meanwhile))
          })
          expect(new Set(seen).size).toBe(seen.length)
          expect(there.filter((id) => !seen.includes(id))).toEqual([])
        },
      ),
      { numRuns: 25 },
    )
  }, 60_000)
})

describe('the board', () => {
  test('counts all leads of each stage, shows the newest ones, and goes on where a column ends', async () => {
    const ctx = await on.workspace()
    await add(
      ctx,
      ...Array.from({ length: 7 }, (_, i) => ({ name: `new ${i}` })),
      { name: 'won', status: 'WON' },
      { name: 'lost', status: 'LOST' },
    )
    const [gone] = await add(ctx, { name: 'gone' })
    await deleteLead(ctx, gone!.id)
    const board = await boardLeads(ctx, LeadBoardQuery.parse({ limit: '3' }))
    expect(board.total).toBe(9)
    expect(board.columns.map((c) => [c.status, c.count, c.data.length])).toEqual([
      ['NEW', 7, 3],
      ['CONTACTED', 0, 0],
      ['IN_PROGRESS', 0, 0],
      ['WON', 1, 1],
      ['LOST', 1, 1],
    ])
    const [first] = board.columns
    expect(first!.data.map((l) => l.name)).toEqual(['new 6', 'new 5', 'new 4'])
    const next = await list(ctx, { status: 'NEW', limit: '100', cursor: first!.nextCursor! })
    expect(next.data.map((l) => l.name)).toEqual(['new 3', 'new 2', 'new 1', 'new 0'])
    expect(board.columns.slice(1).map((c) => c.nextCursor)).toEqual([null, null, null, null])
  })

  test('its counts are what the list holds, under any filter', async () => {
    const ctx = await on.workspace()
    const people = Array.from({ length: 40 }, (_, i) => ({
      name: i % 2 ? 'Olena' : 'Ivan',
      status: leadStatuses[i % 5]!,
      tags: [`t${i % 3}`],
    }))
    await add(ctx, ...people)
    const filters: Record<string, string>[] = [{}, { q: 'ole' }, { tags: 't1' }, { q: 'ivan', tags: 't0,t2' }]
    for (const filter of filters) {
      const board = await boardLeads(ctx, LeadBoardQuery.parse(filter))
      for (const column of board.columns) {
        const listed = await walk(ctx, { ...filter, status: column.status, limit: '100' })
        expect([column.status, column.count]).toEqual([column.status, listed.length])
      }
    }
  })
})

describe('facets and export', () => {
  test('facets count what the filter holds', async () => {
    const ctx = await on.workspace()
    const owner = await addMember(ctx, 'MANAGER')
    await add(
      ctx,
      { name: 'a', tags: ['x', 'y'], ownerId: owner },
      { name: 'b', tags: ['x'], status: 'WON', source: 'form', kind: 'SELL' },
      { name: 'c' },
    )
    expect(await facetLeads(ctx, {})).toEqual({
      total: 3,
      statuses: [
        { value: 'NEW', count: 2 },
        { value: 'WON', count: 1 },
      ],
      sources: [
        { value: 'manual', count: 2 },
        { value: 'form', count: 1 },
      ],
      kinds: [
        { value: 'BUY', count: 2 },
        { value: 'SELL', count: 1 },
      ],
      bots: [],
      owners: [
        { value: null, count: 2 },
        { value: owner, count: 1 },
      ],
      tags: [
        { value: 'x', count: 2 },
        { value: 'y', count: 1 },
      ],
    })
    expect(await facetLeads(ctx, { tags: ['y'] })).toMatchObject({ total: 1, owners: [{ value: owner }] })
  })

  test('an export holds every lead of the filter once, newest first, also beyond a chunk', async () => {
    const ctx = await on.workspace()
    await withTx(
      ctx,
      (tx) => tx.sql`
        insert into leads (workspace_id, code, name, source)
        select ${ctx.workspaceId}, 'L-' || n, 'n' || n, 'csv' from generate_series(1, 1201) as n`,
    )
    const chunks = await chunksOf(ctx, { source: ['csv'] })
    expect(chunks.map((chunk) => chunk.length)).toEqual([500, 500, 201])
    expect(new Set(chunks.flat().map((lead) => lead.id)).size).toBe(1201)
  })
})
