import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppError } from '@cartie/shared/errors'
import { ProposalDetail, PublicProposal } from '@cartie/shared/schemas/proposal'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { checkInvariants } from '../invariant/check.ts'
import { bulkListings } from '../listing/bulk.ts'
import { createListing } from '../listing/create.ts'
import { deleteListing } from '../listing/delete.ts'
import { restoreListing } from '../listing/restore.ts'
import { deleteRequest } from '../request/delete.ts'
import { resolveRequest } from '../request/resolve.ts'
import { restoreRequest } from '../request/restore.ts'
import { changeVariantStatus } from '../variant/change-status.ts'
import { acceptProposal } from './accept.ts'
import { answerProposal } from './answer.ts'
import { askAboutProposal } from './ask.ts'
import { claimRender } from './claim-render.ts'
import { createProposal } from './create.ts'
import { declineProposal } from './decline.ts'
import { deleteProposal } from './delete.ts'
import { expireProposal } from './expire.ts'
import { findWorkspaceOfProposal } from './find-by-token.ts'
import { finishRender } from './finish-render.ts'
import { getProposal } from './get.ts'
import { listProposals } from './list.ts'
import { openProposal } from './open.ts'
import { wakeProposals } from './pending.ts'
import { previewProposal } from './preview.ts'
import { reactToProposal } from './react.ts'
import { readProposalPdf } from './read-pdf.ts'
import { restoreProposal } from './restore.ts'
import { revokeProposal } from './revoke.ts'
import { sendProposal } from './send.ts'
import { offer, secrets, sentOf, storyOf, testDeal, testProposal } from './testing/test-deal.ts'
import { updateProposal } from './update.ts'
import { viewProposal } from './view.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const staff = ['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'] as const
const codeOf = (error: unknown) => (error as AppError).errors[0]?.code
const failure = (promise: Promise<unknown>) => promise.then(() => undefined, codeOf)
const tokenOf = (url: string) => url.split('/').at(-1)!
const statusesOf = async (ctx: Context, requestId: string) =>
  (
    await withTx(
      ctx,
      ({ sql }) => sql<{ status: string }[]>`
        select status from request_variants where request_id = ${requestId} order by number`,
    )
  ).map((row) => row.status)
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

const verbs: Record<
  string,
  (
    ctx: Context,
    ids: { requestId: string; id: string; itemId: string; variantId: string },
  ) => Promise<unknown>
> = {
  get: (ctx, { id }) => getProposal(ctx, id),
  preview: (ctx, { id }) => previewProposal(ctx, id),
  create: (ctx, { requestId, variantId }) => createProposal(ctx, requestId, { variantIds: [variantId] }),
  update: (ctx, { id }) => updateProposal(ctx, id, { title: 'New' }),
  send: (ctx, { id }) => sendProposal(ctx, id, { telegram: true }),
  revoke: (ctx, { id }) => revokeProposal(ctx, id),
  answer: (ctx, { id }) => answerProposal(ctx, id, { text: 'yes', itemId: null }),
  delete: (ctx, { id }) => deleteProposal(ctx, id),
  restore: (ctx, { id }) => restoreProposal(ctx, id),
  pdf: (ctx, { id }) => readProposalPdf(ctx, { id }),
  view: (ctx, { id }) => viewProposal(ctx, { id }),
  react: (ctx, { id, itemId }) => reactToProposal(ctx, { id }, { itemId, reaction: 'LIKED' }),
  ask: (ctx, { id }) => askAboutProposal(ctx, { id }, { itemId: null, text: 'why' }),
  accept: (ctx, { id, itemId }) => acceptProposal(ctx, { id }, itemId),
  decline: (ctx, { id }) => declineProposal(ctx, { id }, {}),
}

describe.each(Object.entries(verbs))('%s', (_, run) => {
  test('is closed to lower roles and to another workspace, and leaves no trace then', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const deal = await testDeal(ctx)
    const { id, items } = await testProposal(deal)
    const ids = { requestId: deal.requestId, id, itemId: items[0]!.id, variantId: deal.variantIds[0]! }
    const before = await getProposal(ctx, id)
    const story = await storyOf(ctx, deal.requestId)
    for (const role of otherRoles(staff))
      await expect(run(as(ctx, role), ids)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(run(other, ids)).rejects.toMatchObject({ code: 'not_found' })
    const nobodys = {
      requestId: randomUUID(),
      id: randomUUID(),
      itemId: ids.itemId,
      variantId: ids.variantId,
    }
    await expect(run(ctx, nobodys)).rejects.toMatchObject({ code: 'not_found' })
    expect(await getProposal(ctx, id)).toEqual(before)
    expect(await storyOf(ctx, deal.requestId)).toEqual(story)
  })
})

describe('composing a proposal', () => {
  test('takes variants in their order, each at its price with the margin, rounded to whole units', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx, { cars: 1 })
    const odd = await offer(ctx, deal.requestId, { priceMinor: 1_234_550, title: 'Audi' })
    const unpriced = await offer(ctx, deal.requestId, { priceMinor: null, currency: null, title: 'Opel' })
    const variantIds = [odd, deal.variantIds[0]!, unpriced]
    const made = await createProposal(ctx, deal.requestId, { variantIds, margin: { percent: 7.5 } })
    expect(made).toMatchObject({
      status: 'DRAFT',
      version: 0,
      cars: 3,
      changed: false,
      telegram: true,
      language: 'uk',
    })
    expect(made.code).toMatch(/^P-[0-9A-Z]{6}$/)
    expect(tokenOf(made.url)).toMatch(/^[\w-]{32}$/)
    expect(made.items.map((item) => item.variant.id)).toEqual(variantIds)
    expect(made.items.map((item) => item.price)).toEqual([
      { amount: 13_271, currency: 'USD' },
      { amount: 32_250, currency: 'USD' },
      null,
    ])
    expect(made.items[0]!.margin).toEqual({ percent: 7.5 })
    expect(ProposalDetail.parse(made)).toEqual(made)
    expect((await storyOf(ctx, deal.requestId)).at(-1)).toMatchObject({ type: 'proposal_created' })
  })

  test('refuses variants of another request, rejected ones, and one named twice, and says which', async () => {
    const ctx = await on.workspace()
    const [deal, foreign] = [await testDeal(ctx), await testDeal(ctx)]
    const [one, two] = deal.variantIds as [string, string]
    const make = (...variantIds: string[]) => createProposal(ctx, deal.requestId, { variantIds })
    await expect(make(one, foreign.variantIds[0]!)).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/variantIds/1', code: 'unknown' }],
    })
    expect(await failure(make(one, one))).toBe('twice')
    await changeVariantStatus(ctx, two, { status: 'REJECTED', reason: 'rust' })
    expect(await failure(make(one, two))).toBe('rejected')
    expect((await listProposals(ctx, { limit: 10 })).data).toEqual([])
  })

  test('an edit writes the whole list: order, margins in money, written prices, photos, and what is taken out', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx, { cars: 3 })
    const [a, b, c] = deal.variantIds as [string, string, string]
    const made = await createProposal(ctx, deal.requestId, { variantIds: [a, b], margin: { percent: 10 } })
    const second = 'https://photos.example/2-2.jpg'
    const edited = await updateProposal(ctx, made.id, {
      title: 'For you',
      revision: made.revision,
      items: [
        { variantId: c, margin: { amount: 700 }, photos: [second] },
        { variantId: a, comment: 'The best' },
      ],
    })
    expect(
      edited.items.map(({ variant, price, margin, photos, comment }) => [
        variant.id,
        price?.amount,
        margin,
        photos.length,
        comment,
      ]),
    ).toEqual([
      [c, 30_700, { amount: 700 }, 1, null],
      [a, 33_000, { percent: 10 }, 2, 'The best'],
    ])
    const priced = await updateProposal(ctx, made.id, {
      items: [{ variantId: a, price: { amount: 31_999, currency: 'EUR' } }, { variantId: b }],
    })
    expect(priced.items.map(({ price, margin, comment }) => [price, margin, comment])).toEqual([
      [{ amount: 31_999, currency: 'EUR' }, null, 'The best'],
      [{ amount: 30_000, currency: 'USD' }, null, null],
    ])
    // Saved as it is typed, it is one line of the story.
    const changes = (await storyOf(ctx, deal.requestId)).filter((a) => a.type === 'proposal_changed')
    expect(changes).toHaveLength(1)
    const stale = updateProposal(ctx, made.id, { title: 'x', revision: made.revision })
    await expect(stale).rejects.toMatchObject({ code: 'conflict' })
    const strange = updateProposal(ctx, made.id, {
      items: [{ variantId: a, photos: ['https://evil.example/x.jpg'] }],
    })
    await expect(strange).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/items/0/photos/0' }],
    })
  })
})

describe('what is sent', () => {
  test('tells its client nothing of partners, margins, notes or what partners wrote: page, preview, chat', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const { id, url } = await testProposal(deal)
    const page = await openProposal(ctx, tokenOf(url))
    expect(PublicProposal.parse(page)).toEqual(page)
    const chat = (await sentOf(ctx)).filter((row) => row.lane === deal.client.lane)
    const version = await withTx(
      ctx,
      ({ sql }) => sql`select content from proposal_versions where proposal_id = ${id}`,
    )
    const told = JSON.stringify([page, await previewProposal(ctx, id), chat, version])
    for (const secret of [
      ...Object.values(secrets),
      '050 111',
      '0501112233',
      'percent',
      'margin',
      deal.variantIds[0]!,
    ])
      expect(told).not.toContain(secret)
    // What partners asked is nobody's business but what the client pays is theirs.
    expect(page.cars.map((car) => car.price)).toEqual([
      { amount: 31_500, currency: 'USD' },
      { amount: 31_500, currency: 'USD' },
    ])
    expect(page.cars[0]!.title).toBe('BMW X5 №1 тел.')
  })

  test('goes to the client’s chat once: the link, then each car as an album with buttons under its line', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const { id, status, version } = await testProposal(deal)
    expect({ status, version }).toEqual({ status: 'SENT', version: 1 })
    const chat = (await sentOf(ctx)).filter((row) => row.lane === deal.client.lane)
    expect(chat.map((row) => row.request.method)).toEqual([
      'sendMessage',
      'sendMediaGroup',
      'sendMessage',
      'sendMediaGroup',
      'sendMessage',
    ])
    expect(chat[0]!.request.params.text).toContain('/p/proposal/')
    const markup = chat[2]!.request.params.reply_markup as { inline_keyboard: { callback_data: string }[][] }
    const buttons = markup.inline_keyboard.flat()
    expect(buttons).toHaveLength(3)
    for (const { callback_data } of buttons) expect(Buffer.byteLength(callback_data)).toBeLessThanOrEqual(64)
    expect(await statusesOf(ctx, deal.requestId)).toEqual(['SENT_TO_CLIENT', 'SENT_TO_CLIENT'])
    const [request] = await withTx(
      ctx,
      ({ sql }) => sql`select status from b2b_requests where id = ${deal.requestId}`,
    )
    expect(request).toEqual({ status: 'SHORTLIST' })
    const again = await sendProposal(ctx, id, { telegram: false })
    expect(again).toMatchObject({ version: 2, versions: [{ version: 1 }, { version: 2 }] })
    expect((await sentOf(ctx)).filter((row) => row.lane === deal.client.lane)).toHaveLength(5)
  })

  test('stays as it was sent: an edit shows once it is sent again', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const { id, url } = await testProposal(deal)
    await updateProposal(ctx, id, { title: 'Second thought', items: [{ variantId: deal.variantIds[1]! }] })
    expect((await getProposal(ctx, id)).changed).toBe(true)
    expect(await openProposal(ctx, tokenOf(url))).toMatchObject({
      title: 'BMW X5, 2018+',
      version: 1,
      cars: [{}, {}],
    })
    expect(await previewProposal(ctx, id)).toMatchObject({ title: 'Second thought', version: 2, cars: [{}] })
    await sendProposal(ctx, id, { telegram: true })
    expect((await getProposal(ctx, id)).changed).toBe(false)
    expect(await openProposal(ctx, tokenOf(url))).toMatchObject({
      title: 'Second thought',
      version: 2,
      cars: [{}],
    })
  })

  test('needs a car that is to be had, an open request and a day to come', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const { id } = await createProposal(ctx, deal.requestId, {
      variantIds: deal.variantIds,
      expiresAt: soon(-1),
    })
    expect(await failure(sendProposal(ctx, id, { telegram: true }))).toBe('past')
    await updateProposal(ctx, id, { expiresAt: null })
    await changeVariantStatus(ctx, deal.variantIds[0]!, { status: 'REJECTED' })
    expect(await failure(sendProposal(ctx, id, { telegram: true }))).toBe('rejected')
    await withTx(ctx, ({ sql }) => sql`update b2b_requests set status = 'LOST' where id = ${deal.requestId}`)
    expect(await failure(sendProposal(ctx, id, { telegram: true }))).toBe('closed')
    expect(await sentOf(ctx)).not.toContainEqual(expect.objectContaining({ lane: deal.client.lane }))
  })

  test('is found by a token of 192 random bits alone; a draft and a page taken back show nothing', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const draft = await createProposal(ctx, deal.requestId, { variantIds: deal.variantIds })
    await expect(openProposal(ctx, tokenOf(draft.url))).rejects.toMatchObject({ code: 'not_found' })
    const { id, url } = await testProposal(deal)
    expect(await findWorkspaceOfProposal(ctx.db, tokenOf(url))).toBe(ctx.workspaceId)
    expect(await findWorkspaceOfProposal(ctx.db, 'A'.repeat(32))).toBeUndefined()
    await revokeProposal(ctx, id)
    const closed = await openProposal(ctx, tokenOf(url))
    expect(closed).toMatchObject({ state: 'revoked', cars: [], intro: null, questions: [] })
    await sendProposal(ctx, id, { telegram: false })
    await deleteProposal(ctx, id)
    expect(await openProposal(ctx, tokenOf(url))).toMatchObject({ state: 'revoked', cars: [] })
    await restoreProposal(ctx, id)
    expect(await openProposal(ctx, tokenOf(url))).toMatchObject({ state: 'open', cars: [{}, {}] })
  })
})

describe('the client', () => {
  test('is heard at once: each word stands in the story and reaches the managers once', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const { id, items, url } = await testProposal(deal)
    const key = { token: tokenOf(url) }
    const [one, two] = items.map((item) => item.id) as [string, string]
    await viewProposal(ctx, key)
    await viewProposal(ctx, key)
    expect(await getProposal(ctx, id)).toMatchObject({ status: 'SEEN', views: 2 })
    await reactToProposal(ctx, key, { itemId: one, reaction: 'LIKED' })
    await reactToProposal(ctx, key, { itemId: one, reaction: 'LIKED' })
    await reactToProposal(ctx, key, { itemId: two, reaction: 'REJECTED' })
    expect(await getProposal(ctx, id)).toMatchObject({ status: 'LIKED', liked: 1 })
    await reactToProposal(ctx, key, { itemId: one, reaction: null })
    expect(await getProposal(ctx, id)).toMatchObject({ status: 'SEEN', liked: 0 })
    await reactToProposal(ctx, key, { itemId: one, reaction: 'LIKED' })
    await askAboutProposal(ctx, key, { itemId: one, text: 'Чи був у ДТП? <b>' })
    await answerProposal(ctx, id, { text: 'Ні', itemId: one })
    const page = await acceptProposal(ctx, key, one)
    expect(page).toMatchObject({
      state: 'accepted',
      cars: [
        { accepted: true, reaction: 'LIKED' },
        { accepted: false, reaction: 'REJECTED' },
      ],
      questions: [
        { from: 'client', text: 'Чи був у ДТП? <b>' },
        { from: 'company', text: 'Ні' },
      ],
    })
    expect(
      (await storyOf(ctx, deal.requestId))
        .filter((a) => a.type.startsWith('proposal_'))
        .map((a) => [a.type, a.actor]),
    ).toEqual([
      ['proposal_created', `user:${ctx.actor.id}`],
      ['proposal_sent', `user:${ctx.actor.id}`],
      ['proposal_seen', 'client'],
      ['proposal_reacted', 'client'],
      ['proposal_reacted', 'client'],
      ['proposal_reacted', 'client'],
      ['proposal_reacted', 'client'],
      ['proposal_asked', 'client'],
      ['proposal_answered', `user:${ctx.actor.id}`],
      ['proposal_accepted', 'client'],
    ])
    const notices = (await sentOf(ctx)).filter(
      (row) => row.dedup_key?.startsWith(`proposal:${id}`) && row.lane.endsWith(deal.adminChatId),
    )
    const texts = notices.map((row) => String(row.request.params.text))
    expect(texts.map((text) => [...text.matchAll(/👀|👍|👎|❓|✅/gu)].join(''))).toEqual([
      '👀',
      '👍',
      '👎',
      '❓',
      '✅',
    ])
    expect(texts.join('\n')).toContain('&lt;b&gt;')
    expect(texts.every((text) => text.includes('Олена'))).toBe(true)
    expect(
      (await sentOf(ctx)).filter((row) => row.lane === deal.client.lane).at(-1)?.request.params.text,
    ).toContain('Ні')
    expect(await statusesOf(ctx, deal.requestId)).toEqual(['ACCEPTED', 'SENT_TO_CLIENT'])
  })

  test('chooses one car: the first choice holds, the same again is the same, however many come at once', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const { id, items } = await testProposal(deal)
    const results = await Promise.allSettled(
      [0, 1, 0, 1].map((n) => acceptProposal(ctx, { id }, items[n]!.id)),
    )
    const { acceptedItemId } = await getProposal(ctx, id)
    const winner = items.findIndex((item) => item.id === acceptedItemId)
    expect(results.map((result) => result.status)).toEqual(
      [0, 1, 0, 1].map((n) => (n === winner ? 'fulfilled' : 'rejected')),
    )
    expect(await failure(acceptProposal(ctx, { id }, items[1 - winner]!.id))).toBe('accepted')
    expect((await statusesOf(ctx, deal.requestId)).toSorted()).toEqual(['ACCEPTED', 'SENT_TO_CLIENT'])
    const story = await storyOf(ctx, deal.requestId)
    expect(story.filter((activity) => activity.type === 'proposal_accepted')).toHaveLength(1)
  })

  test('says nothing of a car that they were not shown, nor of a proposal that is closed', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx, { cars: 1 })
    const { id, items } = await testProposal(deal)
    const later = await offer(ctx, deal.requestId, { title: 'Later' })
    const edited = await updateProposal(ctx, id, {
      items: [{ variantId: deal.variantIds[0]! }, { variantId: later }],
    })
    const unseen = edited.items[1]!.id
    await expect(acceptProposal(ctx, { id }, unseen)).rejects.toMatchObject({ code: 'not_found' })
    await expect(reactToProposal(ctx, { id }, { itemId: unseen, reaction: 'LIKED' })).rejects.toMatchObject({
      code: 'not_found',
    })
    const itemId = items[0]!.id
    await declineProposal(ctx, { id }, { reason: 'дорого' })
    expect(await statusesOf(ctx, deal.requestId)).toEqual(['DECLINED', 'SUBMITTED'])
    expect(await failure(acceptProposal(ctx, { id }, itemId))).toBe('declined')
    expect(await declineProposal(ctx, { id }, {})).toMatchObject({ state: 'declined' })
    await revokeProposal(ctx, id)
    for (const say of [
      () => reactToProposal(ctx, { id }, { itemId, reaction: 'LIKED' }),
      () => askAboutProposal(ctx, { id }, { itemId, text: 'why' }),
      () => acceptProposal(ctx, { id }, itemId),
      () => declineProposal(ctx, { id }, {}),
    ])
      expect(await failure(say())).toBe('revoked')
  })
})

describe('a new last day', () => {
  const expired = async (saw = false) => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const { id, url, items } = await testProposal(deal)
    if (saw) await viewProposal(ctx, { id })
    const claim = (await claimRender(ctx, { proposalId: id, leaseMs: 60_000 }))!
    await finishRender(ctx, claim, Buffer.from('old'))
    await withTx(
      ctx,
      ({ sql }) => sql`update proposals set expires_at = now() - interval '1 second' where id = ${id}`,
    )
    await expireProposal(ctx, id)
    return { ctx, deal, id, url, items }
  }

  test('opens what had run out where its client was, and its PDF follows', async () => {
    const { ctx, id, url, items } = await expired(true)
    expect((await updateProposal(ctx, id, { expiresAt: soon(-1) })).status).toBe('EXPIRED')
    expect(await updateProposal(ctx, id, { expiresAt: soon(60) })).toMatchObject({
      status: 'SEEN',
      pdf: false,
    })
    await expect(readProposalPdf(ctx, { id })).rejects.toMatchObject({ code: 'unavailable' })
    const claim = await claimRender(ctx, { proposalId: id, leaseMs: 60_000 })
    expect(Date.parse(claim!.expiresAt!)).toBeGreaterThan(Date.now())
    expect(await openProposal(ctx, tokenOf(url))).toMatchObject({ state: 'open', version: 1 })
    expect(await acceptProposal(ctx, { id }, items[0]!.id)).toMatchObject({ state: 'accepted' })
    const unseen = await expired()
    expect((await updateProposal(unseen.ctx, unseen.id, { expiresAt: null })).status).toBe('SENT')
  })

  test('that is the same one changes nothing, and none opens a proposal of a closed request', async () => {
    const { ctx, deal, id } = await expired()
    const { expiresAt } = await getProposal(ctx, id)
    expect(await updateProposal(ctx, id, { title: 'New', expiresAt })).toMatchObject({ pdf: true })
    await resolveRequest(ctx, deal.requestId, { outcome: 'LOST', tell: false })
    expect(await failure(updateProposal(ctx, id, { expiresAt: soon(60) }))).toBe('closed')
    expect((await getProposal(ctx, id)).status).toBe('EXPIRED')
  })
})

describe('what the client sees is what was sent last, whatever editors took out or put in since:', () => {
  const edited = async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx, { cars: 3 })
    const [kept, out, put] = deal.variantIds as [string, string, string]
    const before = await testProposal({ ...deal, variantIds: [put] })
    await revokeProposal(ctx, before.id)
    const { id, items } = await testProposal({ ...deal, variantIds: [kept, out] })
    await updateProposal(ctx, id, { items: [{ variantId: kept }, { variantId: put }] })
    return { ctx, deal, id, kept, out, put, outItem: items[1]!.id }
  }

  test('by that a proposal is declined, liked, and won', async () => {
    const declined = await edited()
    await declineProposal(declined.ctx, { id: declined.id }, {})
    expect(await statusesOf(declined.ctx, declined.deal.requestId)).toEqual([
      'DECLINED',
      'DECLINED',
      'SENT_TO_CLIENT',
    ])
    for (const which of ['out', 'put'] as const) {
      const { ctx, deal, id, outItem, ...variants } = await edited()
      await reactToProposal(ctx, { id }, { itemId: outItem, reaction: 'LIKED' })
      expect(await getProposal(ctx, id)).toMatchObject({ status: 'LIKED', liked: 1, cars: 2 })
      await resolveRequest(ctx, deal.requestId, { outcome: 'WON', variantId: variants[which], tell: false })
      expect(await getProposal(ctx, id)).toMatchObject(
        which === 'out'
          ? { status: 'ACCEPTED', acceptedItemId: outItem }
          : { status: 'REVOKED', acceptedItemId: null },
      )
    }
  })

  test('a variant is left by a person once no client has it before them', async () => {
    const { ctx, deal, id, kept, out } = await edited()
    const reject = (variantId: string) => changeVariantStatus(ctx, variantId, { status: 'REJECTED' })
    expect(await failure(reject(kept))).toBe('by_proposal')
    expect(await failure(reject(out))).toBe('by_proposal')
    // Sent anew it is there no longer.
    await sendProposal(ctx, id, { telegram: false })
    await changeVariantStatus(ctx, out, { status: 'APPROVED' })
    expect(await failure(reject(kept))).toBe('by_proposal')
    await deleteProposal(ctx, id)
    await reject(kept)
    await restoreProposal(ctx, id)
    const [item] = (await getProposal(ctx, id)).items
    expect(await failure(acceptProposal(ctx, { id }, item!.id))).toBe('sold')
    await withTx(
      ctx,
      ({ sql }) => sql`update proposals set expires_at = now() - interval '1 second' where id = ${id}`,
    )
    await changeVariantStatus(ctx, deal.variantIds[2]!, { status: 'APPROVED' })
    expect(await statusesOf(ctx, deal.requestId)).toEqual(['REJECTED', 'APPROVED', 'APPROVED'])
  })

  test('a request in the bin takes its pages with it, and brings them back', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const { id, url, items } = await testProposal(deal)
    await deleteRequest(ctx, deal.requestId)
    expect(await openProposal(ctx, tokenOf(url))).toMatchObject({ state: 'revoked', cars: [] })
    expect(await failure(acceptProposal(ctx, { id }, items[0]!.id))).toBe('revoked')
    await restoreRequest(ctx, deal.requestId)
    expect(await openProposal(ctx, tokenOf(url))).toMatchObject({ state: 'open', cars: [{}, {}] })
  })
})

describe('the time of a proposal', () => {
  test('is nobody’s business in the bin: the sweep passes it by, and nothing is late', async () => {
    const ctx = await on.workspace()
    const deals = [await testDeal(ctx), await testDeal(ctx)] as const
    const [own, ofRequest] = [await testProposal(deals[0]), await testProposal(deals[1])]
    await withTx(ctx, ({ sql }) => sql`update proposals set expires_at = now() - interval '1 day'`)
    await deleteProposal(ctx, own.id)
    await deleteRequest(ctx, deals[1].requestId)
    on.wakes.length = 0
    await wakeProposals(ctx.db)
    for (const { id: proposalId } of [own, ofRequest])
      expect(on.wakes).not.toContainEqual(
        expect.objectContaining({ payload: { workspaceId: ctx.workspaceId, proposalId } }),
      )
    const { checks } = await checkInvariants(ctx.db)
    expect(checks.find((check) => check.id === 'proposals_late')!.value).toBeLessThan(3600)
    await restoreProposal(ctx, own.id)
    expect(await expireProposal(ctx, own.id)).toBe(true)
  })

  test('ends it for its client at once, and in the lists with the next sweep, once', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const { id, url, items } = await testProposal(deal)
    await withTx(
      ctx,
      ({ sql }) => sql`update proposals set expires_at = now() - interval '1 second' where id = ${id}`,
    )
    expect(await openProposal(ctx, tokenOf(url))).toMatchObject({ state: 'expired', cars: [{}, {}] })
    expect(await failure(acceptProposal(ctx, { id }, items[0]!.id))).toBe('expired')
    await wakeProposals(ctx.db)
    expect(on.wakes).toContainEqual(
      expect.objectContaining({ payload: { workspaceId: ctx.workspaceId, proposalId: id } }),
    )
    expect(await Promise.all([expireProposal(ctx, id), expireProposal(ctx, id)])).toContain(true)
    expect(await expireProposal(ctx, id)).toBe(false)
    expect((await storyOf(ctx, deal.requestId)).filter((a) => a.type === 'proposal_expired')).toHaveLength(1)
    expect(await getProposal(ctx, id)).toMatchObject({ status: 'EXPIRED' })
  })
})

describe('a car that is gone', () => {
  test('is greyed for its client and told of once; it is back when it is for sale again', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx, { cars: 1 })
    const { id: listingId } = await createListing(ctx, {
      title: 'X5',
      make: 'BMW',
      model: 'X5',
      status: 'AVAILABLE',
    })
    const stock = await offer(ctx, deal.requestId, { source: 'stock', listingId, title: 'Own X5' })
    const { id, url, items } = await testProposal({ ...deal, variantIds: [...deal.variantIds, stock] })
    const sold = async () => (await openProposal(ctx, tokenOf(url))).cars.map((car) => car.sold)
    const set = (status: 'SOLD' | 'AVAILABLE' | 'RESERVED') =>
      bulkListings(ctx, { ids: [listingId], action: { kind: 'status', status } })
    await set('SOLD')
    expect(await sold()).toEqual([false, true])
    expect(await failure(acceptProposal(ctx, { id }, items[1]!.id))).toBe('sold')
    await set('AVAILABLE')
    expect(await sold()).toEqual([false, false])
    await deleteListing(ctx, listingId)
    expect(await sold()).toEqual([false, true])
    await restoreListing(ctx, listingId)
    const news = (await sentOf(ctx)).filter((row) => row.dedup_key === `proposal:${id}:sold:${items[1]!.id}`)
    expect(news).toHaveLength(1)
    expect((await storyOf(ctx, deal.requestId)).filter((a) => a.type === 'car_sold')).toHaveLength(2)
    await acceptProposal(ctx, { id }, items[1]!.id)
    await set('RESERVED')
    expect(await sold()).toEqual([false, false])
  })
})

describe('a car that is gone', () => {
  const inStock = async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx, { cars: 1 })
    const { id: listingId } = await createListing(ctx, { title: 'X5', make: 'BMW', model: 'X5' })
    const stock = await offer(ctx, deal.requestId, { source: 'stock', listingId, title: 'Own X5' })
    const set = (status: 'SOLD' | 'AVAILABLE') =>
      bulkListings(ctx, { ids: [listingId], action: { kind: 'status', status } })
    const sold = async (url: string) => (await openProposal(ctx, tokenOf(url))).cars.map((car) => car.sold)
    return { ctx, deal: { ...deal, variantIds: [...deal.variantIds, stock] }, set, sold }
  }

  test('before it is put in, or while its proposal is closed, is not offered as one to be had', async () => {
    const { ctx, deal, set, sold } = await inStock()
    await set('SOLD')
    const { id, items, url } = await testProposal(deal)
    expect(items.map((item) => item.soldAt !== null)).toEqual([false, true])
    expect(await sold(url)).toEqual([false, true])
    await set('AVAILABLE')
    await revokeProposal(ctx, id)
    await set('SOLD')
    await sendProposal(ctx, id, { telegram: true })
    expect(await sold(url)).toEqual([false, true])
    const chat = (await sentOf(ctx)).filter((row) => row.dedup_key?.startsWith(`proposal:${id}:2:car`))
    expect(chat).toHaveLength(1)
  })

  test('is gone for its client also where an editor has taken it out since', async () => {
    const { ctx, deal, set, sold } = await inStock()
    const { id, items, url } = await testProposal(deal)
    await updateProposal(ctx, id, { items: [{ variantId: deal.variantIds[0]! }] })
    await set('SOLD')
    expect(await sold(url)).toEqual([false, true])
    expect(await failure(acceptProposal(ctx, { id }, items[1]!.id))).toBe('sold')
    const news = (await sentOf(ctx)).filter((row) => row.dedup_key === `proposal:${id}:sold:${items[1]!.id}`)
    expect(news).toHaveLength(1)
  })
})

describe('the PDF', () => {
  test('is made of what was sent last, by one worker at a time; a late one changes nothing', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const { id } = await testProposal(deal)
    await expect(readProposalPdf(ctx, { id })).rejects.toMatchObject({ code: 'unavailable' })
    const claim = (await claimRender(ctx, { proposalId: id, leaseMs: 60_000 }))!
    expect(await claimRender(ctx, { proposalId: id, leaseMs: 60_000 })).toBeNull()
    await sendProposal(ctx, id, { telegram: false })
    expect(await finishRender(ctx, claim, Buffer.from('old'))).toBe(false)
    const next = (await claimRender(ctx, { proposalId: id, leaseMs: 60_000 }))!
    expect(next.version).toBe(2)
    expect(await finishRender(ctx, next, Buffer.from('new'))).toBe(true)
    expect((await readProposalPdf(ctx, { id })).bytes.toString()).toBe('new')
    expect((await getProposal(ctx, id)).pdf).toBe(true)
    expect(await claimRender(ctx, { proposalId: id, leaseMs: 60_000 })).toBeNull()
  })

  test('that takes its workers down again and again is given up, and what is sent goes without it', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const { id } = await testProposal(deal)
    for (let n = 0; n < 5; n++) expect(await claimRender(ctx, { proposalId: id, leaseMs: -1 })).not.toBeNull()
    expect(await claimRender(ctx, { proposalId: id, leaseMs: -1 })).toBeNull()
    await expect(readProposalPdf(ctx, { id })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the list', () => {
  test('is paged newest first, filtered by state and request, searched by title, code and client', async () => {
    const ctx = await on.workspace()
    const deal = await testDeal(ctx)
    const ids: string[] = []
    for (let n = 0; n < 5; n++) {
      const made = await createProposal(ctx, deal.requestId, {
        variantIds: deal.variantIds,
        title: `Wish_${n}`,
      })
      ids.unshift(made.id)
    }
    const sent = await sendProposal(ctx, ids[2]!, { telegram: false })
    const seen: string[] = []
    for (let cursor: string | undefined, n = 0; n < 3; n++) {
      const page = await listProposals(ctx, { limit: 2, ...(cursor === undefined ? {} : { cursor }) })
      seen.push(...page.data.map((row) => row.id))
      cursor = page.nextCursor ?? undefined
      expect(cursor === undefined).toBe(n === 2)
    }
    expect(seen).toEqual(ids)
    const found = async (query: object) =>
      (await listProposals(ctx, { limit: 10, ...query })).data.map((row) => row.id)
    expect(await found({ status: ['SENT'] })).toEqual([sent.id])
    expect(await found({ request: deal.requestId })).toHaveLength(5)
    expect(await found({ request: randomUUID() })).toEqual([])
    expect(await found({ q: sent.code.toLowerCase() })).toEqual([sent.id])
    expect(await found({ q: 'h_4' })).toEqual([ids[0]])
    expect(await found({ q: '%' })).toEqual([])
    expect(await found({ q: 'олена' })).toHaveLength(5)
    await deleteProposal(ctx, ids[0]!)
    expect(await found({})).toHaveLength(4)
    expect(await found({ deleted: true })).toEqual([ids[0]])
    await expect(listProposals(ctx, { limit: 2, cursor: 'x' })).rejects.toMatchObject({ code: 'invalid' })
  })
})
