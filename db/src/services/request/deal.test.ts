import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { getLead } from '../lead/get.ts'
import { acceptProposal } from '../proposal/accept.ts'
import { getProposal } from '../proposal/get.ts'
import { openProposal } from '../proposal/open.ts'
import { createProposal } from '../proposal/create.ts'
import {
  offer,
  secrets,
  sentOf,
  storyOf,
  testDeal,
  testProposal,
  type TestDeal,
} from '../proposal/testing/test-deal.ts'
import { getVariant } from '../variant/get.ts'
import { changeRequestStatus } from './change-status.ts'
import { lockRequest } from './lock.ts'
import { logRequestActivity } from './log-activity.ts'
import { resolveRequest } from './resolve.ts'
import { shareContact } from './share-contact.ts'
import { stepRequestOn } from './step-on.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces({ pool: 8 })
})
afterAll(() => on.close())

const staff = ['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'] as const
const won = (variantId: string) => ({ outcome: 'WON' as const, variantId, tell: true })
const lost = { outcome: 'LOST' as const, note: 'передумав', tell: true }

/** All that an end changes, but for the moments in which it did. */
async function stateOf(ctx: Context, { requestId, leadId }: TestDeal) {
  const rows = await withTx(
    ctx,
    ({ sql }) => sql`
      select (select jsonb_agg(v.status order by number) from request_variants v where v.request_id = r.id) as variants,
        (select jsonb_agg(p.status order by p.created_at, p.id) from proposals p where p.request_id = r.id) as proposals,
        (select l.status from leads l where l.id = ${leadId}) as lead, r.status, r.lost_reason, r.closed_at is not null as closed,
        (select jsonb_agg(a.type order by a.id) from request_activities a where a.request_id = r.id) as story,
        (select count(*)::int from deliveries) as deliveries, (select count(*)::int from events) as events
      from b2b_requests r where r.id = ${requestId}`,
  )
  return rows[0]
}

describe.each([
  ['shareContact', (ctx: Context, id: string, variantId: string) => shareContact(ctx, id, { variantId })],
  [
    'resolveRequest',
    (ctx: Context, id: string, variantId: string) => resolveRequest(ctx, id, won(variantId)),
  ],
])('%s', (_, run) => {
  test('is closed to lower roles and to another workspace, and leaves no trace then', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const deal = await testDeal(ctx)
    await testProposal(deal)
    const foreign = await testDeal(other)
    const [variantId] = deal.variantIds as [string]
    const before = await stateOf(ctx, deal)
    for (const role of otherRoles(staff))
      await expect(run(as(ctx, role), deal.requestId, variantId)).rejects.toMatchObject({ code: 'forbidden' })
    for (const refused of [
      () => run(other, deal.requestId, variantId),
      () => run(ctx, randomUUID(), variantId),
      () => run(ctx, deal.requestId, foreign.variantIds[0]!),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'not_found' })
    expect(await stateOf(ctx, deal)).toEqual(before)
  })
})

describe('sharing contacts', () => {
  test('tells client and partner of each other in their chats, once however often; from then on they are shown', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    await testProposal(deal)
    const [variantId] = deal.variantIds as [string]
    expect((await getVariant(ctx, variantId)).offerer).toEqual({ name: secrets.offerer, phone: null })
    const before = (await sentOf(ctx)).length
    const results = await Promise.all([1, 2, 3].map(() => shareContact(ctx, deal.requestId, { variantId })))
    expect(results.map((request) => request.status)).toEqual(Array(3).fill('CONTACT_SHARED'))
    const sent = (await sentOf(ctx)).slice(before)
    const to = (lane: string) =>
      sent.filter((row) => row.lane.endsWith(lane)).map((row) => String(row.request.params.text))
    expect(to(deal.client.lane)).toEqual([expect.stringContaining(secrets.phone)])
    expect(to(deal.giver.lane)).toEqual([expect.stringContaining('+380671234567')])
    expect(to(deal.adminChatId)).toEqual([expect.stringMatching(/\+380671234567[^]*\+380501112233/)])
    expect((await getVariant(ctx, variantId)).offerer?.phone).toBe(secrets.phone)
    expect((await storyOf(ctx, deal.requestId)).filter((a) => a.type === 'contact_shared')).toHaveLength(1)
    await shareContact(ctx, deal.requestId, { variantId: deal.variantIds[1]! })
    expect((await storyOf(ctx, deal.requestId)).filter((a) => a.type === 'contact_shared')).toHaveLength(2)
  })

  test('of a closed request, or of a variant that was rejected, is refused', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    await resolveRequest(ctx, deal.requestId, lost)
    const [variantId] = deal.variantIds as [string]
    await expect(shareContact(ctx, deal.requestId, { variantId })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the end of a request', () => {
  test('won: winner, losers, proposals, lead, client and managers, each as it has to be', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx, { cars: 4 })
    const [winner, loser, rejected, fresh] = deal.variantIds as [string, string, string, string]
    const { id, items, url } = await testProposal({ ...deal, variantIds: [winner, loser] })
    const other = await createProposal(ctx, deal.requestId, { variantIds: [loser] })
    await withTx(
      ctx,
      ({ sql }) => sql`update request_variants set status = 'REJECTED' where id = ${rejected}`,
    )
    await acceptProposal(ctx, { id }, items[0]!.id)
    const before = (await sentOf(ctx)).length
    const ended = await resolveRequest(ctx, deal.requestId, { ...won(winner), note: 'завдаток' })
    expect(ended).toMatchObject({ status: 'WON', closedAt: expect.any(String) as string })
    expect(await stateOf(ctx, deal)).toMatchObject({
      variants: ['ACCEPTED', 'DECLINED', 'REJECTED', 'DECLINED'],
      lead: 'WON',
    })
    expect((await getProposal(ctx, id)).status).toBe('ACCEPTED')
    expect((await getProposal(ctx, other.id)).status).toBe('REVOKED')
    expect(await openProposal(ctx, url.split('/').at(-1)!)).toMatchObject({ state: 'accepted' })
    const sent = (await sentOf(ctx)).slice(before)
    const lanes = sent.map((row) =>
      row.lane === deal.client.lane ? 'client' : row.lane === deal.giver.lane ? 'giver' : 'managers',
    )
    // The winner heard when the client chose; the losers, of whom one was never shown, hear now.
    expect(lanes.toSorted()).toEqual(['client', 'giver', 'giver', 'managers'])
    expect((await storyOf(ctx, deal.requestId)).at(-1)).toMatchObject({
      type: 'resolved',
      payload: {
        outcome: 'WON',
        variantId: winner,
        note: 'завдаток',
        changes: { status: { from: 'SHORTLIST', to: 'WON' } },
      },
    })
    expect(await getVariant(ctx, fresh)).toMatchObject({ status: 'DECLINED' })
  })

  test('givers of what was not chosen hear whether another was', async () => {
    const ctx = await on.workspace()
    const ends = [won, () => lost] as const
    const told = await Promise.all(
      ends.map(async (end) => {
        const deal = await testDeal(ctx)
        await resolveRequest(ctx, deal.requestId, end(deal.variantIds[0]!))
        const sent = await sentOf(ctx)
        return sent.filter((row) => row.dedup_key?.startsWith(`variant ${deal.variantIds[1]!} DECLINED`))
      }),
    )
    expect(told.flat().map((row) => row.request.params.text)).toEqual([
      expect.stringContaining('Клієнт обрав не вашу пропозицію.'),
      expect.stringContaining('На жаль, клієнт не обрав вашу пропозицію.'),
    ])
  })

  test('lost: all is declined and closed, the reason kept; a lead with another open wish goes on', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const { id } = await testProposal(deal)
    const second = await testDeal(ctx)
    await withTx(
      ctx,
      ({ sql }) => sql`update b2b_requests set lead_id = ${deal.leadId} where id = ${second.requestId}`,
    )
    await resolveRequest(ctx, deal.requestId, { ...lost, tell: false })
    expect(await stateOf(ctx, deal)).toMatchObject({
      status: 'LOST',
      lost_reason: 'передумав',
      closed: true,
      variants: ['DECLINED', 'DECLINED'],
      proposals: ['REVOKED'],
      lead: 'NEW',
    })
    expect((await sentOf(ctx)).filter((row) => row.dedup_key?.includes('DECLINED') ?? false)).toEqual([])
    await resolveRequest(ctx, second.requestId, lost)
    expect((await getLead(ctx, deal.leadId)).status).toBe('LOST')
    expect((await getProposal(ctx, id)).status).toBe('REVOKED')
  })

  test('for a car that nobody had looked at goes by all stages, and its giver hears of the last alone', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx, { cars: 1 })
    const [variantId] = deal.variantIds as [string]
    const before = (await sentOf(ctx)).length
    await resolveRequest(ctx, deal.requestId, won(variantId))
    expect(await stateOf(ctx, deal)).toMatchObject({ status: 'WON', variants: ['ACCEPTED'], lead: 'WON' })
    const giver = (await sentOf(ctx)).slice(before).filter((row) => row.lane === deal.giver.lane)
    expect(giver).toHaveLength(1)
  })

  test('comes once, however often and however many at once ask for it; another end is refused', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    await testProposal(deal)
    const [one, two] = deal.variantIds as [string, string]
    const rivals = [one, two, one, two].map((variantId) =>
      resolveRequest(ctx, deal.requestId, won(variantId)),
    )
    const results = await Promise.allSettled(rivals)
    const state = await stateOf(ctx, deal)
    const winner = (state?.variants as string[])[0] === 'ACCEPTED' ? 0 : 1
    expect(results.map((result) => result.status)).toEqual(
      [0, 1, 0, 1].map((n) => (n === winner ? 'fulfilled' : 'rejected')),
    )
    expect((state?.story as string[]).filter((type) => type === 'resolved')).toHaveLength(1)
    await resolveRequest(ctx, deal.requestId, won(deal.variantIds[winner]!))
    await expect(resolveRequest(ctx, deal.requestId, lost)).rejects.toMatchObject({ code: 'conflict' })
    expect(await stateOf(ctx, deal)).toEqual(state)
  })

  test('that is cut off anywhere leaves nothing; done again it is as if it had never been cut off', async () => {
    const ctx = await on.workspace()
    const [deal, twin] = [await testDeal(ctx), await testDeal(ctx)]
    for (const one of [deal, twin]) await testProposal(one)
    const before = await stateOf(ctx, deal)
    // Every write is one statement that may be the last: the transaction is cut after each of them in turn.
    for (let at = 1, isCut = true; isCut; at++) {
      isCut = await cutAfter(ctx, at, (inner) =>
        resolveRequest(inner, deal.requestId, won(deal.variantIds[0]!)),
      )
      if (isCut) expect(await stateOf(ctx, deal)).toEqual(before)
    }
    await resolveRequest(ctx, twin.requestId, won(twin.variantIds[0]!))
    const { deliveries: _1, events: _2, ...ended } = (await stateOf(ctx, deal))!
    expect(await stateOf(ctx, twin)).toMatchObject(ended)
  }, 120_000)

  test('may be taken back and come otherwise: everybody is told of the new one', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const [one, two] = deal.variantIds as [string, string]
    await resolveRequest(ctx, deal.requestId, won(one))
    await changeRequestStatus(ctx, deal.requestId, { status: 'COLLECTING_VARIANTS' })
    const third = await offer(ctx, deal.requestId, { title: 'A third' })
    const before = (await sentOf(ctx)).length
    await resolveRequest(ctx, deal.requestId, won(two))
    expect(await stateOf(ctx, deal)).toMatchObject({
      status: 'WON',
      variants: ['DECLINED', 'ACCEPTED', 'DECLINED'],
    })
    expect((await sentOf(ctx)).length).toBeGreaterThan(before)
    expect((await getVariant(ctx, third)).status).toBe('DECLINED')
  })
})

test('a request that is moved to its end by hand takes its offers and proposals with it, and writes to nobody', async () => {
  const ctx = await on.workspace()
  const deal = await testDeal(ctx)
  const { id, items } = await testProposal(deal)
  const before = (await sentOf(ctx)).length
  await changeRequestStatus(ctx, deal.requestId, { status: 'LOST', note: 'Купив деінде' })
  const states = () => Promise.all(deal.variantIds.map(async (one) => (await getVariant(ctx, one)).status))
  expect(await states()).toEqual(['DECLINED', 'DECLINED'])
  expect(await getProposal(ctx, id)).toMatchObject({ status: 'REVOKED' })
  expect(await sentOf(ctx)).toHaveLength(before)

  const other = await testDeal(await on.workspace())
  const sent = await testProposal(other)
  await acceptProposal(other.ctx, { id: sent.id }, sent.items[1]!.id)
  await changeRequestStatus(other.ctx, other.requestId, { status: 'WON' })
  expect(
    await Promise.all(other.variantIds.map(async (one) => (await getVariant(other.ctx, one)).status)),
  ).toEqual(['DECLINED', 'ACCEPTED'])
  expect(await getProposal(other.ctx, sent.id)).toMatchObject({ status: 'ACCEPTED' })
  expect(items).toHaveLength(2)
})

describe('an end by hand', () => {
  const statesOf = async (ctx: Context, ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await getVariant(ctx, id)).status))

  test('is won by whom the client chose last, and moves the lead as any other end', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const [one, two] = deal.variantIds as [string, string]
    const second = await testProposal({ ...deal, variantIds: [two] })
    const first = await testProposal({ ...deal, variantIds: [one] })
    await acceptProposal(ctx, { id: first.id }, first.items[0]!.id)
    await acceptProposal(ctx, { id: second.id }, second.items[0]!.id)
    await changeRequestStatus(ctx, deal.requestId, { status: 'WON' })
    expect(await statesOf(ctx, [one, two])).toEqual(['DECLINED', 'ACCEPTED'])
    expect((await getProposal(ctx, first.id)).status).toBe('REVOKED')
    expect((await getLead(ctx, deal.leadId)).status).toBe('WON')
    const other = await testDeal(await on.workspace())
    await changeRequestStatus(other.ctx, other.requestId, { status: 'LOST' })
    expect((await getLead(other.ctx, other.leadId)).status).toBe('LOST')
  })

  test('that is taken back leaves nobody chosen, unless the deal only goes back to its contacts', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const { id, items } = await testProposal(deal)
    await acceptProposal(ctx, { id }, items[0]!.id)
    const before = (await sentOf(ctx)).length
    for (const status of ['WON', 'CONTACT_SHARED', 'WON'] as const)
      await changeRequestStatus(ctx, deal.requestId, { status })
    expect(await statesOf(ctx, deal.variantIds)).toEqual(['ACCEPTED', 'DECLINED'])
    expect((await getProposal(ctx, id)).status).toBe('ACCEPTED')
    await changeRequestStatus(ctx, deal.requestId, { status: 'COLLECTING_VARIANTS' })
    expect(await statesOf(ctx, deal.variantIds)).toEqual(['SENT_TO_CLIENT', 'DECLINED'])
    expect((await getProposal(ctx, id)).status).toBe('REVOKED')
    expect(await sentOf(ctx)).toHaveLength(before)
  })
})

test('a request that somebody holds lets others write what only refers to it', async () => {
  const ctx = await on.workspace()
  const { requestId } = await testDeal(ctx)
  const refer = () =>
    withTx(ctx, async (tx) => {
      await tx.sql`set local lock_timeout = '1s'`
      return logRequestActivity(ctx, tx, { requestId, type: 'note', payload: { text: 'meanwhile' } })
    })
  await withTx(ctx, async (tx) => {
    await lockRequest(ctx, tx, requestId)
    expect(await refer()).toMatchObject({ requestId })
  })
  await withTx(ctx, async (tx) => {
    await stepRequestOn(ctx, tx, requestId, 'SHORTLIST')
    expect(await refer()).toMatchObject({ requestId })
  })
})

/** Runs a verb in a transaction that fails after its n-th statement. Returns whether it got that far. */
async function cutAfter(ctx: Context, n: number, run: (ctx: Context) => Promise<unknown>): Promise<boolean> {
  const cut = new Error('the process dies here')
  try {
    await withTx(ctx, async (tx) => {
      let count = 0
      const sql = new Proxy(tx.sql, {
        apply(target, self, args: unknown[]) {
          // Pieces of statements and lists of values are no statements.
          const isStatement =
            Array.isArray(args[0]) &&
            'raw' in args[0] &&
            /^\s*(select|insert|update|with|delete)/i.test(String(args[0][0]))
          if (isStatement && ++count > n) throw cut
          return Reflect.apply(target, self, args) as unknown
        },
      })
      return run({ ...ctx, tx: { ...tx, sql } })
    })
    return false
  } catch (error) {
    if (error !== cut) throw error
    return true
  }
}
