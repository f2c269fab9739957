import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { requestStatuses } from '@cartie/shared/domain/request-status'
import { requestSorts } from '@cartie/shared/filters/request-filter'
import { RequestBoard, RequestFacets, RequestQuery } from '@cartie/shared/schemas/request'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { captureLead } from '../lead/capture.ts'
import { mergeLeads } from '../lead/merge.ts'
import { boardRequests } from './board.ts'
import { changeRequestStatus } from './change-status.ts'
import { createRequest } from './create.ts'
import { deleteRequest } from './delete.ts'
import { facetRequests } from './facets.ts'
import { listRequests } from './list.ts'

let on: TestWorkspaces
let ctx: Context
beforeAll(async () => {
  on = await testWorkspaces()
  ctx = await on.workspace()
  const add = (text: string, more: object = {}) => createRequest(ctx, { text, ...more })
  await add('BMW X5 дизель', { priority: 'LOW', deadlineAt: '2030-03-01T00:00:00.000Z' })
  const lost = await add('Audi A4 2018', { priority: 'URGENT', deadlineAt: '2030-01-01T00:00:00.000Z' })
  await changeRequestStatus(ctx, lost.id, { status: 'LOST' })
  await add('Skoda Octavia універсал', { priority: 'URGENT', deadlineAt: '2030-02-01T00:00:00.000Z' })
  const published = await add('BMW або Audi, Київ', { priority: 'HIGH' })
  await changeRequestStatus(ctx, published.id, { status: 'PUBLISHED' })
  await add('продам Golf 2012')
  const binned = await add('BMW X3 у кошику')
  await deleteRequest(ctx, binned.id)
  await createRequest(await on.workspace(), { text: 'BMW X5 of somebody else' })
})
afterAll(() => on.close())

const query = (more: Partial<Record<keyof RequestQuery, unknown>> = {}) => RequestQuery.parse(more)
const titles = async (more: Partial<Record<keyof RequestQuery, unknown>> = {}) =>
  (await listRequests(ctx, query(more))).data.map((one) => one.title)

const [x5, a4, octavia, either, golf] = [
  'BMW X5',
  'Audi A4 2018+',
  'Skoda Octavia',
  'BMW / Audi',
  'Volkswagen Golf 2012',
]

describe('the list of requests', () => {
  test.each([
    ['newest', [golf, either, octavia, a4, x5]],
    ['oldest', [x5, a4, octavia, either, golf]],
    // What is over is late no longer.
    ['deadline', [octavia, x5, a4, either, golf]],
    ['priority', [octavia, a4, either, golf, x5]],
  ])('by %s', async (sort, order) => {
    expect(await titles({ sort })).toEqual(order)
  })

  test.each(requestSorts)('by %s comes in pages that neither skip nor repeat', async (sort) => {
    const told: string[] = []
    let cursor: string | undefined
    do {
      const page = await listRequests(ctx, query({ sort, limit: 2, cursor }))
      told.push(...page.data.map((one) => one.title))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(told).toEqual(await titles({ sort }))
  })

  test('takes the cursor of its own order alone', async () => {
    const { nextCursor } = await listRequests(ctx, query({ limit: 1 }))
    for (const [sort, cursor] of [
      ['priority', nextCursor],
      ['newest', 'bm9uc2Vuc2U'],
    ])
      await expect(listRequests(ctx, query({ sort, cursor }))).rejects.toMatchObject({ code: 'invalid' })
  })

  test.each<[object, string[]]>([
    [{ status: 'PUBLISHED,LOST' }, [either, a4]],
    [{ kind: 'SELL' }, [golf]],
    [{ priority: 'URGENT,LOW' }, [octavia, a4, x5]],
    [{ make: 'BMW' }, [either, x5]],
    [{ owner: 'none', make: 'Audi' }, [either, a4]],
    [{ q: 'octav' }, [octavia]],
    [{ q: 'bmw диз' }, [x5]],
    [{ q: 'kyiv' }, [either]],
    [{ deleted: 'true' }, ['BMW X3']],
  ])('filtered by %j', async (filter, order) => {
    expect(await titles(filter)).toEqual(order)
  })

  test('of a lead holds those of the leads that were joined to it', async () => {
    const own = await on.workspace()
    const lead = async (phone: string) =>
      (await captureLead(own, { source: 'manual', name: 'A', phone })).lead.id
    const [elder, younger] = [await lead('0501112233'), await lead('0502223344')]
    await createRequest(own, { leadId: younger, title: 'of the younger' })
    await mergeLeads(own, elder, younger)
    const { data } = await listRequests(own, query({ lead: elder }))
    expect(data.map((one) => one.title)).toEqual(['of the younger'])
  })

  test('the board counts every stage whole and shows its newest', async () => {
    const board = await boardRequests(ctx, { limit: 1 })
    expect(RequestBoard.parse(board)).toEqual(board)
    expect(board.columns.map(({ status }) => status)).toEqual(requestStatuses)
    expect(board.total).toBe(5)
    const [draft] = board.columns
    expect(draft).toMatchObject({ count: 3, data: [{ title: golf }] })
    const rest = await listRequests(ctx, query({ status: 'DRAFT', cursor: draft!.nextCursor }))
    expect(rest.data.map((one) => one.title)).toEqual([octavia, x5])
    expect(board.columns.find((one) => one.status === 'WON')).toMatchObject({
      count: 0,
      data: [],
      nextCursor: null,
    })
  })

  test('the facets count what a filter holds', async () => {
    const facets = await facetRequests(ctx, {})
    expect(RequestFacets.parse(facets)).toEqual(facets)
    expect(facets).toMatchObject({ total: 5, owners: [{ value: null, count: 5 }] })
    expect(facets.statuses).toContainEqual({ value: 'DRAFT', count: 3 })
    expect(facets.makes.slice(0, 2)).toEqual([
      { value: 'Audi', count: 2 },
      { value: 'BMW', count: 2 },
    ])
    expect((await facetRequests(ctx, { make: 'BMW' })).total).toBe(2)
  })

  test('is closed to lower roles', async () => {
    for (const role of otherRoles(['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'])) {
      const lower = as(ctx, role)
      const tries = [
        () => listRequests(lower, query()),
        () => boardRequests(lower, { limit: 5 }),
        () => facetRequests(lower, {}),
      ]
      for (const tried of tries) await expect(tried()).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})
