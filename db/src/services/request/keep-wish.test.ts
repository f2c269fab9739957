import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LeadCapture } from '@cartie/shared/schemas/lead-intake'
import { RequestQuery } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { acceptIntakes } from '../lead-intake/accept.ts'
import { captureIntake } from '../lead-intake/capture.ts'
import { changeRequestStatus } from './change-status.ts'
import { listRequests } from './list.ts'
import { storyOfRequest } from './story.ts'
import { updateRequest } from './update.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

/** Somebody sends something by a door, and it is captured. */
async function send(ctx: Context, given: Partial<LeadCapture>): Promise<void> {
  await acceptIntakes(ctx, [{ source: 'form', name: 'Олена', phone: '0671234567', ...given }])
  const rows = await withTx(
    ctx,
    ({ sql }) => sql<{ id: string; given: unknown }[]>`
      select id, given from lead_intakes where workspace_id = ${ctx.workspaceId} and status = 'pending'`,
  )
  for (const { id, given: kept } of rows) await captureIntake(ctx, { id, given: kept } as never)
}
const requests = async (ctx: Context) =>
  (await listRequests(ctx, RequestQuery.parse({ sort: 'oldest' }))).data
const upTo = (max: number) => ({ min: null, max, currency: 'USD' })

describe('what a visitor wants', () => {
  test('becomes a draft of their lead once it says which car or for how much, and not before', async () => {
    const ctx = await on.workspace()
    await send(ctx, { request: 'передзвоніть мені' })
    await send(ctx, { phone: '0501112233', kind: 'SELL', make: 'BMW' })
    await send(ctx, { phone: '0502223344', source: 'csv', make: 'BMW', budget: upTo(9000) })
    expect(await requests(ctx)).toEqual([])
    await send(ctx, {
      make: 'BMW',
      model: 'X5',
      yearFrom: 2018,
      budget: upTo(30_000),
      request: 'дизель',
      city: 'Львів',
    })
    const [request, ...more] = await requests(ctx)
    expect(more).toEqual([])
    expect(request).toMatchObject({
      source: 'form',
      status: 'DRAFT',
      title: 'BMW X5 2018+',
      criteria: {
        makes: ['BMW'],
        models: ['X5'],
        fuels: ['diesel'],
        budget: { max: 30_000 },
        cities: ['Lviv'],
        must: ['make', 'model'],
      },
    })
    expect(request!.leadId).not.toBeNull()
  })

  test('and says more of later is learned by the draft; the same words once more change nothing', async () => {
    const ctx = await on.workspace()
    await send(ctx, { make: 'BMW', request: 'хочу BMW' })
    await send(ctx, { model: 'X5', make: 'BMW', budget: upTo(30_000), request: 'тільки дизель' })
    await send(ctx, { model: 'X5', make: 'BMW', budget: upTo(30_000), request: 'тільки дизель' })
    const [request, ...more] = await requests(ctx)
    expect(more).toEqual([])
    expect(request).toMatchObject({
      version: 2,
      title: 'BMW X5',
      description: 'хочу BMW\n\nтільки дизель',
      criteria: { models: ['X5'], fuels: ['diesel'], must: ['make', 'model', 'fuel'] },
    })
    const { data } = await storyOfRequest(ctx, request!.id, { limit: 10 })
    expect(data.map(({ type, payload }) => [type, payload.again])).toEqual([
      ['changed', true],
      ['created', undefined],
    ])
  })

  test('a title that a colleague wrote stays', async () => {
    const ctx = await on.workspace()
    await send(ctx, { make: 'BMW' })
    await updateRequest(ctx, (await requests(ctx))[0]!.id, { title: 'Терміново' })
    await send(ctx, { make: 'BMW', model: 'X6' })
    expect(await requests(ctx)).toMatchObject([{ title: 'Терміново', criteria: { models: ['X6'] } }])
  })

  test('for another car, or after the draft was taken, is another request', async () => {
    const ctx = await on.workspace()
    await send(ctx, { make: 'BMW', model: 'X5' })
    await send(ctx, { make: 'Audi' })
    await send(ctx, { make: 'BMW', model: 'X6' })
    const [first] = await requests(ctx)
    await changeRequestStatus(ctx, first!.id, { status: 'COLLECTING_VARIANTS' })
    await send(ctx, { make: 'BMW', model: 'X5' })
    expect((await requests(ctx)).map((one) => one.title)).toEqual(['BMW X5', 'Audi', 'BMW X6', 'BMW X5'])
  })

  test('sent many times at once makes one request', async () => {
    const ctx = await on.workspace()
    const given = Array.from({ length: 8 }, () => ({
      source: 'form' as const,
      name: 'О',
      phone: '0671234567',
      make: 'BMW',
    }))
    await acceptIntakes(ctx, given)
    const rows = await withTx(
      ctx,
      ({ sql }) => sql<{ id: string; given: unknown }[]>`select id, given from lead_intakes`,
    )
    await Promise.all(rows.map((row) => captureIntake(ctx, row as never)))
    expect(await requests(ctx)).toHaveLength(1)
  })
})
