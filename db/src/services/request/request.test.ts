import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  isReopening,
  requestMoves,
  requestStatuses,
  type RequestStatus,
} from '@cartie/shared/domain/request-status'
import { B2bRequest, RequestDetail, type RequestCreate } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot, testChat } from '../../testing/test-chat.ts'
import { addMember } from '../../testing/test-members.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { captureLead } from '../lead/capture.ts'
import { mergeLeads } from '../lead/merge.ts'
import { assignRequest } from './assign.ts'
import { changeRequestStatus } from './change-status.ts'
import { createRequest } from './create.ts'
import { deleteRequest } from './delete.ts'
import { getRequest } from './get.ts'
import { noteRequest } from './note.ts'
import { readRequestText } from './read-text.ts'
import { restoreRequest } from './restore.ts'
import { stepRequestOn } from './step-on.ts'
import { storyOfRequest } from './story.ts'
import { updateRequest } from './update.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const make = (ctx: Context, input: RequestCreate = { title: 'BMW X5' }) => createRequest(ctx, input)
const get = getRequest
const storyOf = async (ctx: Context, id: string) => (await storyOfRequest(ctx, id, { limit: 100 })).data
const eventsOf = async (ctx: Context) =>
  withTx(
    ctx,
    (tx) => tx.sql<{ name: string; payload: unknown }[]>`
      select name, payload from events where name like 'request.%' order by id`,
  )

// Every verb that changes a request, with the least role that may do it.
const verbs: Record<
  string,
  [who: 'staff' | 'managers', run: (ctx: Context, id: string) => Promise<unknown>]
> = {
  update: ['staff', (ctx, id) => updateRequest(ctx, id, { title: 'New' })],
  changeStatus: ['staff', (ctx, id) => changeRequestStatus(ctx, id, { status: 'PUBLISHED' })],
  assign: ['staff', (ctx, id) => assignRequest(ctx, id, { ownerId: null })],
  note: ['staff', (ctx, id) => noteRequest(ctx, id, 'text')],
  get: ['staff', (ctx, id) => get(ctx, id)],
  story: ['staff', (ctx, id) => storyOfRequest(ctx, id, { limit: 5 })],
  delete: ['managers', (ctx, id) => deleteRequest(ctx, id)],
  restore: ['managers', (ctx, id) => restoreRequest(ctx, id)],
}
const allowed = {
  staff: ['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'],
  managers: ['OWNER', 'ADMIN', 'MANAGER'],
} as const

describe.each(Object.entries(verbs))('%s', (_, [who, run]) => {
  test('is closed to lower roles and to another workspace, and leaves no trace then', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { id } = await make(ctx)
    const before = await get(ctx, id)
    for (const role of otherRoles(allowed[who])) {
      await expect(run(as(ctx, role), id)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(run(other, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(run(ctx, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
    expect(await get(ctx, id)).toEqual(before)
    expect(await storyOf(ctx, id)).toHaveLength(1)
  })
})

describe('making a request', () => {
  test('is closed to lower roles; so is reading a text', async () => {
    const ctx = await on.workspace()
    for (const role of otherRoles(allowed.staff)) {
      await expect(make(as(ctx, role))).rejects.toMatchObject({ code: 'forbidden' })
      await expect(readRequestText(as(ctx, role), 'BMW')).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('of a pasted text understands it; what is given beside it counts before it', async () => {
    const ctx = await on.workspace()
    const text = 'BMW X5 2018-2020, дизель, тільки чорний, до 40 тис $'
    const request = await make(ctx, { text, criteria: { yearFrom: 2019 }, priority: 'HIGH' })
    expect(request).toMatchObject({
      status: 'DRAFT',
      source: 'text',
      title: 'BMW X5 2018–2020',
      description: text,
      priority: 'HIGH',
      language: 'uk',
      criteria: {
        makes: ['BMW'],
        models: ['X5'],
        yearFrom: 2019,
        yearTo: 2020,
        fuels: ['diesel'],
        colors: ['black'],
        budget: { min: null, max: 40_000, currency: 'USD' },
        must: ['make', 'model', 'color'],
      },
    })
    expect(request.code).toMatch(/^R-[0-9A-Z]{6}$/)
    expect(B2bRequest.parse(request)).toEqual(request)
    expect((await readRequestText(ctx, text)).criteria).toEqual({ ...request.criteria, yearFrom: 2018 })
    expect(await eventsOf(ctx)).toEqual([{ name: 'request.created', payload: { requestId: request.id } }])
  })

  test('of a lead takes its wish, its car, its owner and its chat; the lead may say who it became', async () => {
    const ctx = await on.workspace()
    const botId = await testBot(ctx)
    const { sessionId } = await testChat(ctx, botId, '77')
    const { lead } = await captureLead(ctx, {
      source: 'telegram',
      name: 'Олена',
      phone: '0671234567',
      request: 'хочу надійну, автомат',
      make: 'BMW',
      model: 'X5',
      yearFrom: 2018,
      budget: { min: null, max: 35_000, currency: 'USD' },
      city: 'Київ',
      language: 'ru',
      botId,
      sessionId,
    })
    const request = await make(ctx, { leadId: lead.id })
    expect(request).toMatchObject({
      source: 'lead',
      title: 'BMW X5 2018+',
      description: 'хочу надійну, автомат',
      leadId: lead.id,
      sessionId,
      botId,
      language: 'ru',
      criteria: {
        makes: ['BMW'],
        models: ['X5'],
        yearFrom: 2018,
        transmissions: ['automatic'],
        cities: ['Kyiv'],
        budget: { max: 35_000, currency: 'USD' },
        must: ['make', 'model'],
      },
    })
    const fromChat = await make(ctx, { sessionId, title: 'Ще одне' })
    expect(fromChat).toMatchObject({
      source: 'telegram',
      leadId: lead.id,
      sessionId,
      botId,
      title: 'Ще одне',
    })
    const { lead: elder } = await captureLead(ctx, { source: 'manual', name: 'Олена К', phone: '0501112233' })
    await mergeLeads(ctx, elder.id, lead.id)
    expect((await get(ctx, request.id)).lead).toMatchObject({ id: elder.id, name: 'Олена К' })
  })

  test('of a lead with a text: what the text says counts, of the rest what is known of the lead', async () => {
    const ctx = await on.workspace()
    const { lead } = await captureLead(ctx, {
      source: 'manual',
      name: 'Олена',
      phone: '0671234567',
      kind: 'SELL',
      make: 'BMW',
      model: 'X5',
      yearFrom: 2010,
      yearTo: 2012,
      budget: { min: 10_000, max: 15_000, currency: 'USD' },
      language: 'ru',
    })
    expect(await make(ctx, { leadId: lead.id, text: 'дизель, 2018, до 20 000 €' })).toMatchObject({
      kind: 'SELL',
      language: 'ru',
      title: 'BMW X5 2018+',
      criteria: {
        makes: ['BMW'],
        models: ['X5'],
        yearFrom: 2018,
        yearTo: null,
        fuels: ['diesel'],
        budget: { min: null, max: 20_000, currency: 'EUR' },
        must: ['make', 'model'],
      },
    })
    expect(await make(ctx, { leadId: lead.id, text: 'Куплю бажано Audi' })).toMatchObject({
      kind: 'BUY',
      language: 'uk',
      title: 'Audi',
      criteria: { makes: ['Audi'], models: [], must: [] },
    })
  })

  test('names only what is of this workspace', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { lead } = await captureLead(other, { source: 'manual', name: 'Foreign', phone: '0671234567' })
    const { sessionId } = await testChat(other, await testBot(other), '78')
    const foreign: RequestCreate[] = [
      { leadId: lead.id },
      { sessionId },
      { title: 'x', ownerId: await addMember(other, 'OPERATOR') },
      { title: 'x', ownerId: await addMember(ctx, 'DEALER') },
      { title: 'x', criteria: { yearFrom: 2020, yearTo: 2010 } },
    ]
    for (const input of foreign) await expect(make(ctx, input)).rejects.toMatchObject({ code: 'invalid' })
    expect(await eventsOf(ctx)).toEqual([])
  })

  test('by a script says so, and its address opens by nothing that can be guessed', async () => {
    const ctx = await on.workspace()
    const script: Context = {
      ...ctx,
      actor: { kind: 'apiKey', id: randomUUID(), role: 'OPERATOR', name: 'CRM' },
    }
    const made = await Promise.all(Array.from({ length: 20 }, () => make(script)))
    expect(made[0]).toMatchObject({ source: 'api' })
    const details = await Promise.all(made.map(({ id }) => get(ctx, id)))
    expect(new Set(details.map((one) => one.offerUrl)).size).toBe(20)
    for (const { offerUrl } of details)
      expect(offerUrl).toMatch(/^https:\/\/cars\.example\/p\/offer\/[\w-]{32}$/)
    expect(new Set(made.map((one) => one.code)).size).toBe(20)
    expect((await storyOf(ctx, made[0]!.id))[0]).toMatchObject({ type: 'created', actorName: 'CRM' })
  })

  test('has a link into its bot, or into the first that runs, or none', async () => {
    const ctx = await on.workspace()
    const request = await make(ctx)
    expect(RequestDetail.parse(await get(ctx, request.id)).deepLink).toBeNull()
    const [first, second] = [await testBot(ctx), await testBot(ctx)]
    await withTx(ctx, async ({ sql }) => {
      await sql`update bot_configs set username = 'first_bot' where id = ${first}`
      await sql`update bot_configs set username = 'second_bot' where id = ${second}`
    })
    const link = (bot: string, id: string) => `https://t.me/${bot}?start=offer_${id}`
    expect((await get(ctx, request.id)).deepLink).toBe(link('first_bot', request.id))
    const { sessionId } = await testChat(ctx, second, '79')
    const own = await make(ctx, { sessionId })
    expect((await get(ctx, own.id)).deepLink).toBe(link('second_bot', own.id))
  })
})

describe('changing a request', () => {
  test('writes down who changed what, before and after, and leaves what is not given', async () => {
    const ctx = await on.workspace()
    const { id } = await make(ctx, { text: 'BMW X5 до 40 тис $, дизель' })
    const changed = await updateRequest(ctx, id, {
      criteria: { budget: { min: null, max: 45_000, currency: 'USD' }, must: ['budget'] },
      notes: 'hurry',
    })
    expect(changed).toMatchObject({
      version: 2,
      notes: 'hurry',
      criteria: { makes: ['BMW'], fuels: ['diesel'], budget: { max: 45_000 }, must: ['budget'] },
    })
    expect((await storyOf(ctx, id))[0]).toMatchObject({
      type: 'changed',
      actor: `user:${ctx.actor.id}`,
      payload: {
        changes: {
          budgetMaxMinor: { from: 4_000_000, to: 4_500_000 },
          must: { from: ['make', 'model'], to: ['budget'] },
          notes: { from: null, to: 'hurry' },
        },
      },
    })
    expect(
      (await updateRequest(ctx, id, { criteria: { budget: null }, notes: '' })).criteria.budget,
    ).toBeNull()
    expect((await get(ctx, id)).notes).toBeNull()
    await expect(
      updateRequest(ctx, id, { criteria: { yearFrom: 2020, yearTo: 2019 } }),
    ).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  test('an editor who saw another version is told, and nothing changes', async () => {
    const ctx = await on.workspace()
    const { id, version } = await make(ctx)
    await updateRequest(ctx, id, { priority: 'URGENT', version })
    const ownerId = await addMember(ctx, 'MANAGER')
    const late = [
      () => updateRequest(ctx, id, { priority: 'LOW', version }),
      () => changeRequestStatus(ctx, id, { status: 'PUBLISHED', version }),
      () => assignRequest(ctx, id, { ownerId, version }),
    ]
    for (const tried of late) await expect(tried()).rejects.toMatchObject({ code: 'conflict' })
    expect(await get(ctx, id)).toMatchObject({
      priority: 'URGENT',
      status: 'DRAFT',
      ownerId: null,
      version: 2,
    })
  })

  test('what changes nothing is no change', async () => {
    const ctx = await on.workspace()
    const { id } = await make(ctx, { title: 'A', criteria: { makes: ['BMW'] } })
    await updateRequest(ctx, id, { title: 'A', criteria: { makes: ['BMW'] } })
    await changeRequestStatus(ctx, id, { status: 'DRAFT' })
    await assignRequest(ctx, id, { ownerId: null })
    expect(await get(ctx, id)).toMatchObject({ version: 1 })
    expect(await storyOf(ctx, id)).toHaveLength(1)
  })

  test('an owner is one of the people who may work on it', async () => {
    const ctx = await on.workspace()
    const { id } = await make(ctx)
    const ownerId = await addMember(ctx, 'OPERATOR')
    expect(await assignRequest(ctx, id, { ownerId })).toMatchObject({ ownerId })
    expect((await eventsOf(ctx)).at(-1)).toEqual({
      name: 'request.assigned',
      payload: { requestId: id, ownerId },
    })
    for (const stranger of [randomUUID(), await addMember(ctx, 'DEALER')]) {
      await expect(assignRequest(ctx, id, { ownerId: stranger })).rejects.toMatchObject({ code: 'invalid' })
    }
    expect((await get(ctx, id)).ownerId).toBe(ownerId)
  })

  test('the bin takes a request and gives it back', async () => {
    const ctx = await on.workspace()
    const { id } = await make(ctx)
    await deleteRequest(ctx, id)
    await deleteRequest(ctx, id)
    expect((await get(ctx, id)).deletedAt).not.toBeNull()
    await expect(updateRequest(ctx, id, { title: 'x' })).rejects.toMatchObject({ code: 'not_found' })
    expect((await restoreRequest(ctx, id)).deletedAt).toBeNull()
    await noteRequest(ctx, id, 'called')
    expect((await storyOf(ctx, id)).map((a) => a.type)).toEqual(['note', 'restored', 'deleted', 'created'])
    expect((await eventsOf(ctx)).map((e) => e.name)).toEqual([
      'request.created',
      'request.deleted',
      'request.restored',
      'request.changed',
    ])
  })

  test('the story is told in pages, newest first', async () => {
    const ctx = await on.workspace()
    const { id } = await make(ctx)
    for (const text of ['1', '2', '3', '4']) await noteRequest(ctx, id, text)
    const told: string[] = []
    let cursor: string | undefined
    do {
      const page = await storyOfRequest(ctx, id, { limit: 2, cursor })
      told.push(...page.data.map((a) => (a.payload.text as string | undefined) ?? a.type))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(told).toEqual(['4', '3', '2', '1', 'created'])
    await expect(storyOfRequest(ctx, id, { limit: 2, cursor: 'x' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('the stages of a request', () => {
  interface Model {
    status: RequestStatus
    moves: number
    reopened: number
    published: boolean
    inBin: boolean
  }
  interface Real {
    ctx: Context
    id: string
  }
  const steps = ['PUBLISHED', 'COLLECTING_VARIANTS', 'SHORTLIST', 'CONTACT_SHARED'] as const
  const order = requestStatuses

  /** Everything that has to hold of a request, whatever was done with it. */
  async function check(model: Model, { ctx, id }: Real) {
    const request = await get(ctx, id)
    expect(request.status).toBe(model.status)
    expect(request.version).toBe(model.moves + 1)
    expect(request.publishedAt !== null).toBe(model.published)
    expect(request.closedAt !== null).toBe(model.status === 'WON' || model.status === 'LOST')
    expect(request.lostReason).toBe(model.status === 'LOST' ? 'why' : null)
    expect(request.deletedAt !== null).toBe(model.inBin)
    const story = await storyOf(ctx, id)
    const opened = story.filter(({ payload }) => payload.reopened === true)
    expect(opened).toHaveLength(model.reopened)
  }
  const moved = (model: Model, to: RequestStatus) => {
    if (isReopening(model.status, to)) model.reopened++
    if (to !== 'DRAFT' && to !== 'LOST') model.published = true
    model.status = to
    model.moves++
  }

  class Move implements fc.AsyncCommand<Model, Real> {
    readonly to: RequestStatus
    constructor(to: RequestStatus) {
      this.to = to
    }
    check = () => true
    async run(model: Model, real: Real) {
      const note = this.to === 'LOST' ? { note: 'why' } : {}
      const tried = changeRequestStatus(real.ctx, real.id, { status: this.to, ...note })
      if (model.inBin) await expect(tried).rejects.toMatchObject({ code: 'not_found' })
      else if (this.to === model.status) await tried
      else if (!requestMoves[model.status].includes(this.to))
        await expect(tried).rejects.toMatchObject({ code: 'conflict', errors: [{ pointer: '/status' }] })
      else {
        await tried
        moved(model, this.to)
      }
      await check(model, real)
    }
    toString = () => `move to ${this.to}`
  }
  /** What the system itself does at a publication, a variant, a shortlist, a shared contact. */
  class Step implements fc.AsyncCommand<Model, Real> {
    readonly to: (typeof steps)[number]
    constructor(to: (typeof steps)[number]) {
      this.to = to
    }
    check = (model: Readonly<Model>) => !model.inBin
    async run(model: Model, real: Real) {
      const goes = order.indexOf(model.status) < order.indexOf(this.to)
      expect(await withTx(real.ctx, (tx) => stepRequestOn(real.ctx, tx, real.id, this.to))).toBe(goes)
      if (goes) moved(model, this.to)
      await check(model, real)
    }
    toString = () => `step on to ${this.to}`
  }
  class Bin implements fc.AsyncCommand<Model, Real> {
    check = () => true
    async run(model: Model, real: Real) {
      if (model.inBin) await restoreRequest(real.ctx, real.id)
      else await deleteRequest(real.ctx, real.id)
      model.inBin = !model.inBin
      model.moves++
      await check(model, real)
    }
    toString = () => 'bin'
  }
  class Late implements fc.AsyncCommand<Model, Real> {
    check = (model: Readonly<Model>) => !model.inBin
    async run(model: Model, real: Real) {
      for (const status of requestStatuses) {
        const tried = changeRequestStatus(real.ctx, real.id, { status, version: model.moves })
        await expect(tried).rejects.toMatchObject({ code: 'conflict' })
      }
      await check(model, real)
    }
    toString = () => 'an editor who saw an older version'
  }

  test('any walk through them ends where the rules say, on a real database', async () => {
    const walks = fc.commands(
      [
        ...requestStatuses.map((status) => fc.constant(new Move(status))),
        ...steps.map((status) => fc.constant(new Step(status))),
        fc.constant(new Bin()),
        fc.constant(new Late()),
      ],
      { maxCommands: 20 },
    )
    const ctx = await on.workspace()
    await fc.assert(
      fc.asyncProperty(walks, async (commands) => {
        const { id } = await make(ctx)
        const model: Model = { status: 'DRAFT', moves: 0, reopened: 0, published: false, inBin: false }
        await fc.asyncModelRun(() => ({ model, real: { ctx, id } }), commands)
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  test('of many who move a request at once, each move started from where the one before had put it', async () => {
    const ctx = await on.workspace()
    const { id } = await make(ctx)
    await Promise.allSettled(
      Array.from({ length: 35 }, (_, i) => changeRequestStatus(ctx, id, { status: requestStatuses[i % 7]! })),
    )
    const story = (await storyOf(ctx, id)).reverse()
    let at: RequestStatus = 'DRAFT'
    for (const { type, payload } of story.filter((one) => one.type === 'status_changed')) {
      const { from, to } = (payload as { changes: { status: { from: RequestStatus; to: RequestStatus } } })
        .changes.status
      expect([type, from]).toEqual(['status_changed', at])
      expect(requestMoves[from]).toContain(to)
      at = to
    }
    expect((await get(ctx, id)).status).toBe(at)
  })
})
