import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { updateWorkspace } from '@cartie/db/services/workspace/update'
import { claimRender } from '@cartie/db/services/proposal/claim-render'
import { finishRender } from '@cartie/db/services/proposal/finish-render'
import { testDeal } from '@cartie/db/services/proposal/testing/test-deal'
import type { Proposal, ProposalDetail, PublicProposal } from '@cartie/shared/schemas/proposal'
import type { B2bRequest } from '@cartie/shared/schemas/request'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
let key: string
beforeAll(async () => {
  api = await testApi()
  key = await api.keyOf('OPERATOR')
})
afterAll(() => api.close())

const json = async <T>(reply: Promise<Response>) => (await (await reply).json()) as T
const post = (path: string, body: unknown = {}) => api.ask(`/api/v1${path}`, { method: 'POST', key, body })
let address = 0
/** A visitor from an address of their own. */
const visitor = () => {
  const ip = `198.51.100.${++address}`
  return (
    path: string,
    ask: { method?: string; body?: unknown; cookie?: string; userAgent?: string } = {},
  ) => {
    const { userAgent = 'Mozilla/5.0 (iPhone)', ...more } = ask
    return api.ask(`/api/v1/public/proposals/${path}`, {
      ...more,
      headers: { 'x-forwarded-for': ip, 'user-agent': userAgent },
    })
  }
}

async function sentProposal() {
  const deal = await testDeal(api.contextOf('OWNER'))
  const made = await json<ProposalDetail>(
    post(`/requests/${deal.requestId}/proposals`, { variantIds: deal.variantIds, margin: { amount: 500 } }),
  )
  const sent = await json<ProposalDetail>(post(`/proposals/${made.id}/send`))
  return { ...deal, id: made.id, sent, token: sent.url.split('/').at(-1)! }
}

describe('a proposal over HTTP', () => {
  test('is composed, sent, answered by its client and ended', async () => {
    await updateWorkspace(api.contextOf('OWNER'), { phone: '+380671234567' })
    const { id, requestId, variantIds, sent, token } = await sentProposal()
    expect(sent).toMatchObject({
      status: 'SENT',
      version: 1,
      cars: 2,
      url: `${api.publicUrl}/p/proposal/${token}`,
    })
    const ask = visitor()
    const page = await ask(token)
    expect(page.headers.get('x-robots-tag')).toContain('noindex')
    expect(page.headers.get('cache-control')).toBe('no-store')
    const { cars, company } = (await page.json()) as PublicProposal
    expect(company).toMatchObject({ phone: '+380671234567' })
    const say = (what: string, body: unknown) =>
      json<PublicProposal>(ask(`${token}/${what}`, { method: 'POST', body }))
    expect(await say('reactions', { itemId: cars[0]!.id, reaction: 'LIKED' })).toMatchObject({
      state: 'open',
      cars: [{ reaction: 'LIKED' }, {}],
    })
    expect(await say('questions', { text: 'Торг?' })).toMatchObject({
      questions: [{ from: 'client', text: 'Торг?' }],
    })
    expect((await post(`/proposals/${id}/answers`, { text: 'Так' })).status).toBe(201)
    expect(await say('accept', { itemId: cars[0]!.id })).toMatchObject({
      state: 'accepted',
      questions: [{}, { from: 'company' }],
    })
    expect((await ask(`${token}/accept`, { method: 'POST', body: { itemId: cars[1]!.id } })).status).toBe(409)
    const list = await json<{ data: Proposal[] }>(
      api.ask(`/api/v1/proposals?status=ACCEPTED&request=${requestId}`, { key }),
    )
    expect(list.data.map((proposal) => proposal.id)).toEqual([id])
    const shared = await json<B2bRequest>(
      post(`/requests/${requestId}/share-contact`, { variantId: variantIds[0] }),
    )
    expect(shared.status).toBe('CONTACT_SHARED')
    const won = await json<B2bRequest>(
      post(`/requests/${requestId}/resolve`, { outcome: 'WON', variantId: variantIds[0] }),
    )
    expect(won.status).toBe('WON')
  })

  test('is not to be found by any other token, nor by one of a draft: all answers are the same', async () => {
    const deal = await testDeal(api.contextOf('OWNER'))
    const draft = await json<ProposalDetail>(
      post(`/requests/${deal.requestId}/proposals`, { variantIds: deal.variantIds }),
    )
    const { token } = await sentProposal()
    const ask = visitor()
    const wrong = [
      draft.url.split('/').at(-1)!,
      'A'.repeat(32),
      token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'),
      randomUUID(),
      token.toLowerCase(),
    ]
    for (const one of wrong) {
      for (const [path, method, body] of [
        ['', 'GET', undefined],
        ['/proposal.pdf', 'GET', undefined],
        ['/views', 'POST', {}],
        ['/reactions', 'POST', { itemId: randomUUID(), reaction: 'LIKED' }],
        ['/accept', 'POST', { itemId: randomUUID() }],
        ['/decline', 'POST', {}],
      ] as const) {
        const reply = await ask(`${one}${path}`, { method, ...(body ? { body } : {}) })
        expect(reply.status, `${method} ${path}`).toBe(404)
        await reply.body?.cancel()
      }
    }
  })

  test('counts who looks at it: a person once a day, no robot, and no colleague', async () => {
    const { id, token } = await sentProposal()
    const look = (ask = visitor(), more: object = {}) =>
      ask(`${token}/views`, { method: 'POST', body: {}, ...more })
    const views = async () => (await json<Proposal>(api.ask(`/api/v1/proposals/${id}`, { key }))).views
    await look(visitor(), { userAgent: 'TelegramBot (like TwitterBot)' })
    await look(visitor(), { cookie: await api.signIn() })
    expect(await views()).toBe(0)
    const one = visitor()
    for (let n = 0; n < 3; n++) expect((await look(one)).status).toBe(204)
    expect(await views()).toBe(1)
    await look()
    expect(await views()).toBe(2)
  })

  test('is a PDF once that is made, for colleagues and for its client, who find none of one that was taken back', async () => {
    const { id, token } = await sentProposal()
    const ask = visitor()
    const early = await ask(`${token}/proposal.pdf`)
    expect([early.status, early.headers.get('retry-after')]).toEqual([503, '2'])
    const ctx = api.contextOf('OWNER')
    const claim = (await claimRender(ctx, { proposalId: id, leaseMs: 1000 }))!
    await finishRender(ctx, claim, Buffer.from('%PDF-1.3 test'))
    for (const reply of [
      await ask(`${token}/proposal.pdf`),
      await api.ask(`/api/v1/proposals/${id}/proposal.pdf`, { key }),
    ]) {
      expect(reply.headers.get('content-type')).toBe('application/pdf')
      expect(reply.headers.get('content-disposition')).toMatch(/^inline; filename="P-[0-9A-Z]{6}\.pdf"$/)
      expect(await reply.text()).toBe('%PDF-1.3 test')
    }
    await post(`/proposals/${id}/revoke`)
    expect((await ask(`${token}/proposal.pdf`)).status).toBe(404)
    expect((await api.ask(`/api/v1/proposals/${id}/proposal.pdf`, { key })).status).toBe(200)
  })

  test('lets one address ask only so much a minute', async () => {
    const { token } = await sentProposal()
    const ask = visitor()
    const statuses: number[] = []
    for (let n = 0; n < 12; n++)
      statuses.push((await ask(`${token}/questions`, { method: 'POST', body: { text: `${n}` } })).status)
    expect(statuses.slice(0, 6)).toEqual(Array(6).fill(200))
    expect(statuses).toContain(429)
  })
})
