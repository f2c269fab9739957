import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLead } from '@cartie/shared/endpoints/leads'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'
import { startProxy, type TcpProxy } from './faults/tcp-proxy.ts'

describe('an open page', () => {
  let desk: Desk
  let way: TcpProxy
  beforeAll(async () => {
    desk = await openDesk()
    way = await startProxy(desk.cartie.url)
  })
  afterAll(async () => {
    way.close()
    await desk.close()
  })

  test('misses nothing of what happened between its first list and the first word of its stream', async () => {
    const { page, go } = await desk.visit('/deliveries')
    const held = Promise.withResolvers<void>()
    await page.route(/\/api\/v1\/events\?/, async (route) => {
      await held.promise
      await route.continue()
    })
    await go('/leads')
    await page.getByText(word('leads_empty_title')).waitFor()
    await desk.cartie.api(createLead, { body: { name: 'Рання', phone: '0509990000' } })
    held.resolve()
    await page.getByRole('main').getByText('Рання', { exact: true }).waitFor()
  })

  test('misses nothing of what happened while its way to the server was cut, and shows nothing twice (U04)', async () => {
    const { page, complaints } = await desk.visit('/leads')
    await page.goto(new URL('/leads', way.url).href)
    const add = (name: string, phone: string) => desk.cartie.api(createLead, { body: { name, phone } })
    const shown = (name: string) => page.getByRole('main').getByText(name, { exact: true })
    const times = (name: string) => expect.poll(() => shown(name).count(), { timeout: 30_000 })
    await add('Перша', '0509990001')
    await times('Перша').toBe(1)

    // Nothing arrives and nobody is told; then the line breaks, and no new one is taken.
    way.blackhole()
    await add('Друга', '0509990002')
    way.reset()
    await add('Третя', '0509990003')
    expect([await shown('Друга').count(), await shown('Третя').count()]).toEqual([0, 0])
    way.pass()
    await times('Друга').toBe(1)
    await times('Третя').toBe(1)
    await add('Четверта', '0509990004')
    await times('Четверта').toBe(1)
    await times('Перша').toBe(1)
    expect(complaints.splice(0).filter((one) => !one.includes('net::ERR'))).toEqual([])
  })
})
