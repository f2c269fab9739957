import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { getRates } from './get.ts'
import { saveRates } from './save.ts'
import { wakeRates } from './wake.ts'

let on: TestWorkspaces
let ctx: Context
beforeAll(async () => {
  on = await testWorkspaces()
  ctx = await on.workspace()
})
afterAll(() => on.close())

const day = (name: string, uahPer: Record<string, number>) => saveRates(ctx.db, { day: name, uahPer })
const rung = () => on.wakes.splice(0).filter((wake) => wake.job.name === 'rates.refresh').length

describe('exchange rates', () => {
  test('are none before the first were fetched, which are rung for', async () => {
    expect(await getRates(ctx)).toEqual({ day: null, uahPer: {} })
    expect([await wakeRates(ctx.db), rung()]).toEqual([true, 1])
  })

  test('are those of the last day, for every workspace, and stay until there are others', async () => {
    await day('2026-11-24', { USD: 41.5, EUR: 48, PLN: 11 })
    await day('2026-11-25', { USD: 42, EUR: 49 })
    const last = { day: '2026-11-25', uahPer: { USD: 42, EUR: 49 } }
    expect(await getRates(ctx)).toEqual(last)
    expect(await getRates(await on.workspace())).toEqual(last)
    await day('2026-11-23', { USD: 41 })
    expect(await getRates(ctx)).toEqual(last)
  })

  test('of one day are told anew over the earlier ones, and are not rung for while they are fresh', async () => {
    await day('2026-11-25', { USD: 42.5 })
    expect(await getRates(ctx)).toEqual({ day: '2026-11-25', uahPer: { USD: 42.5, EUR: 49 } })
    expect([await wakeRates(ctx.db), rung()]).toEqual([false, 0])
  })

  test('are written by no workspace', async () => {
    await expect(
      withTx(
        ctx,
        (tx) => tx.sql`insert into exchange_rates (day, currency, uah_per) values ('2030-01-01', 'USD', 1)`,
      ),
    ).rejects.toThrow(/row-level security|permission denied/)
    await withTx(ctx, (tx) => tx.sql`update exchange_rates set uah_per = 1`)
    expect((await getRates(ctx)).uahPer.USD).toBe(42.5)
  })
})
