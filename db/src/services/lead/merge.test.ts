import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Lead, LeadTagsInput } from '@cartie/shared/schemas/lead'
import type { LeadCapture } from '@cartie/shared/schemas/lead-intake'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { captureLead } from './capture.ts'
import { changeLeadStatus } from './change-status.ts'
import { getLead } from './get.ts'
import { listLeads } from './list.ts'
import { mergeLeads } from './merge.ts'
import { noteLead } from './note.ts'
import { remindLead } from './remind.ts'
import { restoreLead } from './restore.ts'
import { storyOfLead } from './story.ts'
import { tagLead } from './tag.ts'
import { unmergeLead } from './unmerge.ts'
import { updateLead } from './update.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const staff = ['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'] as const
const capture = async (ctx: Context, input: Partial<LeadCapture>) =>
  (await captureLead(ctx, { source: 'telegram', ...input })).lead
const ids = async (ctx: Context) =>
  (await listLeads(ctx, { sort: 'oldest', limit: 100 })).data.map((lead) => lead.id)
/** A lead but for what counts its changes. */
const facts = ({ version: _version, updatedAt: _updatedAt, ...rest }: Lead) => rest
const stored = async (ctx: Context, id: string) => {
  const { reminders: _reminders, merges: _merges, ...lead } = await getLead(ctx, id)
  return facts(lead)
}
const lastMerge = async (ctx: Context, id: string) => (await getLead(ctx, id)).merges[0]!.activityId

describe('joining two leads by hand', () => {
  test('gives one all that both knew, takes the other out of every list, and undoing restores both exactly', async () => {
    const ctx = await on.workspace()
    const a = await capture(ctx, {
      name: 'Client',
      phone: '0671111111',
      request: 'BMW',
      tags: ['a'],
      make: 'BMW',
      telegramUserId: 1,
    })
    const b = await capture(ctx, {
      name: 'Ольга',
      phone: '0672222222',
      email: 'o@example.com',
      request: 'Audi',
      make: 'Audi',
      tags: ['b'],
      budget: { min: 1, max: 2, currency: 'EUR' },
    })
    const [beforeA, beforeB] = [await stored(ctx, a.id), await stored(ctx, b.id)]
    const joined = await mergeLeads(ctx, a.id, b.id)
    expect(joined).toMatchObject({
      name: 'Ольга',
      phone: '+380672222222',
      otherPhones: ['+380671111111'],
      email: 'o@example.com',
      request: 'BMW\n\nAudi',
      tags: ['a', 'b'],
      make: 'Audi',
      budget: { min: 1, max: 2, currency: 'EUR' },
      lastInteractionAt: b.lastInteractionAt,
    })
    expect(await ids(ctx)).toEqual([a.id])
    expect((await listLeads(ctx, { deleted: true, sort: 'newest', limit: 10 })).data).toEqual([])
    expect(await getLead(ctx, b.id)).toMatchObject({ mergedInto: a.id })
    expect((await getLead(ctx, a.id)).merges).toMatchObject([
      { lead: { id: b.id, code: b.code }, way: 'newer' },
    ])

    const undone = await unmergeLead(ctx, a.id, await lastMerge(ctx, a.id))
    expect(facts(undone.lead)).toEqual(beforeA)
    expect(facts(undone.separated)).toEqual(beforeB)
    expect(await stored(ctx, a.id)).toEqual(beforeA)
    expect(await stored(ctx, b.id)).toEqual(beforeB)
    expect(await ids(ctx)).toEqual([a.id, b.id])
    const told = await withTx(ctx, (tx) => tx.sql<{ name: string }[]>`select name from events order by id`)
    expect(told.map((e) => e.name)).toEqual([
      'lead.created',
      'lead.created',
      'lead.merged',
      'lead.restored',
      'lead.changed',
    ])
  })

  test('an older lead fills what is unknown and changes no wish', async () => {
    const ctx = await on.workspace()
    const old = await capture(ctx, { name: 'Old', phone: '0671111111', make: 'BMW', city: 'Київ' })
    const young = await capture(ctx, { name: 'Young', phone: '0672222222', make: 'Audi' })
    expect(await mergeLeads(ctx, young.id, old.id)).toMatchObject({
      name: 'Young',
      phone: '+380672222222',
      otherPhones: ['+380671111111'],
      make: 'Audi',
      city: 'Київ',
    })
  })

  test('the story and the reminders of the joined lead stand in the one that stays', async () => {
    const ctx = await on.workspace()
    const a = await capture(ctx, { name: 'A', phone: '0671111111' })
    const b = await capture(ctx, { name: 'B', phone: '0672222222' })
    await noteLead(ctx, b.id, 'said of B')
    await remindLead(ctx, b.id, { text: 'call B', dueAt: '2030-01-01T00:00:00.000Z' })
    await mergeLeads(ctx, a.id, b.id)
    const { data } = await storyOfLead(ctx, a.id, { order: 'oldest', limit: 50 })
    expect(JSON.stringify(data)).toContain('said of B')
    expect((await getLead(ctx, a.id)).reminders).toMatchObject([{ text: 'call B', leadId: b.id }])
  })

  test('a joined lead is brought back by undoing the merge, by nothing else, and once', async () => {
    const ctx = await on.workspace()
    const a = await capture(ctx, { name: 'A', phone: '0671111111' })
    const b = await capture(ctx, { name: 'B', phone: '0672222222' })
    await mergeLeads(ctx, a.id, b.id)
    await expect(restoreLead(ctx, b.id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(updateLead(ctx, b.id, { name: 'x' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(mergeLeads(ctx, a.id, b.id)).rejects.toMatchObject({ code: 'not_found' })
    const activity = await lastMerge(ctx, a.id)
    await unmergeLead(ctx, a.id, activity)
    await expect(unmergeLead(ctx, a.id, activity)).rejects.toMatchObject({ code: 'conflict' })
    await expect(unmergeLead(ctx, a.id, 999_999_999)).rejects.toMatchObject({ code: 'not_found' })
    expect((await getLead(ctx, a.id)).merges).toEqual([])
  })

  test('a lead is not joined to itself, and two who join two leads crosswise end with one', async () => {
    const ctx = await on.workspace()
    const a = await capture(ctx, { name: 'A', phone: '0671111111' })
    const b = await capture(ctx, { name: 'B', phone: '0672222222' })
    await expect(mergeLeads(ctx, a.id, a.id)).rejects.toMatchObject({ code: 'invalid' })
    const both = await Promise.allSettled([mergeLeads(ctx, a.id, b.id), mergeLeads(ctx, b.id, a.id)])
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await ids(ctx)).toHaveLength(1)
  })

  test('lower roles and other workspaces join and part nothing', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const a = await capture(ctx, { name: 'A', phone: '0671111111' })
    const b = await capture(ctx, { name: 'B', phone: '0672222222' })
    const foreign = await capture(other, { name: 'C', phone: '0673333333' })
    await expect(mergeLeads(other, a.id, b.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(mergeLeads(ctx, a.id, foreign.id)).rejects.toMatchObject({ code: 'not_found' })
    for (const role of otherRoles(staff))
      await expect(mergeLeads(as(ctx, role), a.id, b.id)).rejects.toMatchObject({ code: 'forbidden' })
    await mergeLeads(ctx, a.id, b.id)
    const activity = await lastMerge(ctx, a.id)
    await expect(unmergeLead(other, a.id, activity)).rejects.toMatchObject({ code: 'not_found' })
    for (const role of otherRoles(staff))
      await expect(unmergeLead(as(ctx, role), a.id, activity)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('undoing a capture', () => {
  test('who was taken for somebody else stands on their own, with all that they told', async () => {
    const ctx = await on.workspace()
    const mother = await capture(ctx, { name: 'Мати', phone: '0671111111', request: 'Skoda' })
    const before = await stored(ctx, mother.id)
    await captureLead(ctx, {
      source: 'form',
      name: 'Син',
      phone: '0671111111',
      request: 'BMW',
      make: 'BMW',
      tags: ['young'],
    })
    const { separated } = await unmergeLead(ctx, mother.id, await lastMerge(ctx, mother.id))
    expect(await stored(ctx, mother.id)).toEqual(before)
    expect(separated).toMatchObject({
      name: 'Син',
      phone: '+380671111111',
      request: 'BMW',
      make: 'BMW',
      tags: ['young'],
      source: 'form',
      status: 'NEW',
    })
    expect(await ids(ctx)).toEqual([mother.id, separated.id])
  })

  test('whatever was done before and after: the lead is as if that merge had never been', async () => {
    const phones = ['0671111111', '0672222222', '0673333333']
    const told = fc.record(
      {
        phone: fc.constantFrom(...phones),
        name: fc.constantFrom('Client', 'Іван', 'Ольга'),
        request: fc.constantFrom('BMW', 'Audi', 'Skoda'),
        make: fc.constantFrom('BMW', 'Audi'),
        city: fc.constantFrom('Київ', 'Львів'),
        email: fc.constantFrom('a@b.co', 'c@d.co'),
        tags: fc.subarray(['x', 'y', 'z']),
        budget: fc.constantFrom({ min: 1, max: 2, currency: 'USD' }, { min: null, max: 5, currency: 'EUR' }),
      },
      { requiredKeys: [] },
    )
    type Told = typeof told extends fc.Arbitrary<infer T> ? T : never
    const step = fc.oneof(
      fc.record({ capture: told }),
      fc.record({
        edit: fc.record({ city: fc.constant('Одеса'), request: fc.constant('edited') }, { requiredKeys: [] }),
      }),
      fc.record({ tag: fc.constant<LeadTagsInput>({ add: ['x'], remove: ['y'] }) }),
      fc.record({ status: fc.constant('LOST' as const) }),
    )
    type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
    /** The same person speaks by the same Telegram account each time. */
    const act = async (ctx: Context, id: string, what: Step | { capture: Told }) => {
      if ('capture' in what)
        await capture(ctx, { telegramUserId: 5, ...(what.capture as Partial<LeadCapture>) })
      else if ('edit' in what) await updateLead(ctx, id, what.edit)
      else if ('tag' in what) await tagLead(ctx, id, what.tag)
      else await changeLeadStatus(ctx, id, { status: what.status })
    }
    await fc.assert(
      fc.asyncProperty(
        told,
        fc.array(step, { maxLength: 4 }),
        told,
        fc.array(fc.record({ capture: told }), { maxLength: 3 }),
        async (born, before, wrong, after) => {
          const [ctx, without] = [await on.workspace(), await on.workspace()]
          const [lead, twin] = await Promise.all(
            [ctx, without].map((c) => capture(c, { telegramUserId: 5, ...(born as Partial<LeadCapture>) })),
          )
          for (const [c, id] of [
            [ctx, lead!.id],
            [without, twin!.id],
          ] as const) {
            for (const what of before) await act(c, id, what)
            if (c === ctx) await act(c, id, { capture: wrong })
          }
          const merge = await lastMerge(ctx, lead!.id)
          for (const what of after) {
            await act(ctx, lead!.id, what)
            await act(without, twin!.id, what)
          }
          await unmergeLead(ctx, lead!.id, merge)
          const own = ({
            id: _id,
            code: _code,
            createdAt: _c,
            lastInteractionAt: _l,
            firstAnswerAt: _f,
            ...rest
          }: Awaited<ReturnType<typeof stored>>) => rest
          expect(own(await stored(ctx, lead!.id))).toEqual(own(await stored(without, twin!.id)))
        },
      ),
      { numRuns: 40 },
    )
  }, 60_000)
})
