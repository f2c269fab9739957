import { afterAll, beforeAll, expect, test } from 'vitest'
import { openProposal, acceptProposal, reactToProposal } from '@cartie/shared/endpoints/proposals'
import { sendOffer } from '@cartie/shared/endpoints/variants'
import { startCartie, type Cartie, type Program } from '../browser/cartie.ts'
import { doubles } from '../telegram/checks.ts'
import { startTelegramServer, type TelegramServer } from '../telegram/server.ts'
import { patientClient, pause, playDeal, type Pages } from './story.ts'

// The story of a deal while the processes of Cartie are killed, one every few seconds: it ends as it does in peace.

const withinMs = 90_000
let telegram: TelegramServer
let cartie: Cartie
beforeAll(async () => {
  telegram = await startTelegramServer({ limits: false, retryScale: 0.05 })
  const leases = { LEASE_MS: '6000', QUEUE_LOCK_MS: '6000' }
  cartie = await startCartie({ TELEGRAM_API_URL: telegram.url, ...leases })
}, 240_000)
afterAll(async () => {
  await cartie.close()
  await telegram.close()
})

/** What a client and a dealer do on public pages, asked again until it is answered. */
function pagesOf(api: Cartie['api']): Pages {
  return {
    async offer(address) {
      const token = new URL(address).pathname.split('/').at(-1)!
      const body = {
        name: 'Марина',
        phone: '093 111 22 33',
        price: '39 тис $',
        details: 'BMW X5 2020, 60 тис км, дизель, автомат',
        consent: true as const,
      }
      expect(await api(sendOffer, { params: { token }, body })).toMatchObject({ accepted: true })
    },
    async choose(address) {
      const params = { token: new URL(address).pathname.split('/').at(-1)! }
      const { cars } = await api(openProposal, { params })
      const itemId = cars[0]!.id
      await api(reactToProposal, { params, body: { itemId, reaction: 'LIKED' } })
      await api(acceptProposal, { params, body: { itemId } })
    },
  }
}

/** Kills one process after another until told to stop; tells how often it did. */
function killing(): { stop: () => Promise<number> } {
  const order: Program[] = ['workers', 'api', 'workers', 'dashboard']
  let stopped = false
  let kills = 0
  const done = (async () => {
    while (!stopped) {
      await pause(2500)
      if (!stopped) await cartie.kill(order[kills++ % order.length]!)
    }
  })()
  // Told where it is waited for.
  done.catch(() => undefined)
  return {
    async stop() {
      stopped = true
      await done
      return kills
    },
  }
}

test(
  'a deal ends as it does in peace though a process is killed every few seconds',
  { timeout: 600_000 },
  async () => {
    const api = patientClient(cartie.api, withinMs)
    const chaos = killing()
    const deal = await playDeal({ telegram, api, withinMs }, pagesOf(api)).finally(() => chaos.stop())
    const kills = await chaos.stop()
    expect(kills).toBeGreaterThan(3)
    // What may have arrived is shown, and repeated only where twice is better than never, which is shown, too.
    const shown = await cartie.sql<{ said: string }[]>`
      select concat(request ->> 'method', ' ', coalesce(request #>> '{params,text}', request #>> '{params,caption}'))
        as said from deliveries where state = 'unknown' or (policy = 'repeat' and attempts > 1)`
    const doubled = [...doubles(telegram.journal.entries).values()].map(
      ([call]) => `${call!.method} ${call!.params.text ?? call!.params.caption ?? ''}`,
    )
    expect(doubled.filter((said) => !shown.some((one) => one.said === said))).toEqual([])
    const left = async () =>
      (
        await cartie.sql<{ pending: number; requests: number; leads: number; variants: number }[]>`
    select (select count(*) from deliveries where state in ('pending', 'sending', 'failed'))::int as pending,
      (select count(*) from b2b_requests)::int as requests, (select count(*) from leads)::int as leads,
      (select count(*) from request_variants)::int as variants`
      )[0]
    await expect.poll(left, { timeout: 60_000 }).toEqual({ pending: 0, requests: 1, leads: 1, variants: 2 })
    expect(deal.variants).toHaveLength(2)
  },
)
