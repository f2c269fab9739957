import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leadMoves, leadStatuses, type LeadStatus } from '@cartie/shared/domain/lead-status'
import { LeadDetail } from '@cartie/shared/schemas/lead'
import { type LeadCapture } from '@cartie/shared/schemas/lead-intake'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { addMember } from '../../testing/test-members.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { announceDueReminders } from './announce-due.ts'
import { assignLead } from './assign.ts'
import { captureLead } from './capture.ts'
import { changeLeadStatus } from './change-status.ts'
import { deleteLead } from './delete.ts'
import { getLead } from './get.ts'
import { noteLead } from './note.ts'
import { remindLead } from './remind.ts'
import { restoreLead } from './restore.ts'
import { tagLead } from './tag.ts'
import { updateLead } from './update.ts'
import { updateReminder } from './update-reminder.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const capture = async (ctx: Context, input: Partial<LeadCapture> = {}) =>
  (await captureLead(ctx, { source: 'manual', name: 'Іван', phone: '0671234567', ...input })).lead
const logOf = async (ctx: Context, id: string) =>
  withTx(
    ctx,
    (tx) => tx.sql<{ type: string; payload: Record<string, unknown>; actor: string }[]>`
      select type, payload, actor from lead_activities where lead_id = ${id} order by id`,
  )
const eventsOf = async (ctx: Context) =>
  withTx(
    ctx,
    (tx) => tx.sql<{ name: string; payload: unknown }[]>`select name, payload from events order by id`,
  )
const dueAt = '2030-01-01T09:00:00.000Z'

// Every verb that changes a lead, with the least role that may do it.
const verbs: Record<
  string,
  [who: 'staff' | 'managers', run: (ctx: Context, id: string) => Promise<unknown>]
> = {
  update: ['staff', (ctx, id) => updateLead(ctx, id, { name: 'New' })],
  changeStatus: ['staff', (ctx, id) => changeLeadStatus(ctx, id, { status: 'CONTACTED' })],
  assign: ['staff', (ctx, id) => assignLead(ctx, id, { ownerId: null })],
  tag: ['staff', (ctx, id) => tagLead(ctx, id, { add: ['x'], remove: [] })],
  note: ['staff', (ctx, id) => noteLead(ctx, id, 'text')],
  remind: ['staff', (ctx, id) => remindLead(ctx, id, { text: 'call', dueAt, userId: null })],
  updateReminder: [
    'staff',
    (ctx, id) => updateReminder(ctx, { leadId: id, reminderId: randomUUID() }, { done: true }),
  ],
  delete: ['managers', (ctx, id) => deleteLead(ctx, id)],
  restore: ['managers', (ctx, id) => restoreLead(ctx, id)],
}
const allowed = {
  staff: ['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'],
  managers: ['OWNER', 'ADMIN', 'MANAGER'],
} as const

describe.each(Object.entries(verbs))('%s', (_, [who, run]) => {
  test('is closed to lower roles and to another workspace, and leaves no trace then', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { id } = await capture(ctx)
    const before = await getLead(ctx, id)
    for (const role of otherRoles(allowed[who])) {
      await expect(run(as(ctx, role), id)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(run(other, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(run(ctx, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
    expect(await getLead(ctx, id)).toEqual(before)
    expect(await logOf(ctx, id)).toHaveLength(1)
  })
})

describe('changing a lead', () => {
  test('writes down who changed what, before and after', async () => {
    const ctx = await on.workspace()
    const { id } = await capture(ctx)
    const changed = await updateLead(ctx, id, {
      name: 'Петро',
      city: 'Львів',
      budget: { min: 5000, max: null, currency: 'USD' },
    })
    expect(changed).toMatchObject({
      name: 'Петро',
      version: 2,
      budget: { min: 5000, max: null, currency: 'USD' },
    })
    expect((await logOf(ctx, id)).at(-1)).toEqual({
      type: 'changed',
      actor: `user:${ctx.actor.id}`,
      payload: {
        changes: {
          name: { from: 'Іван', to: 'Петро' },
          city: { from: null, to: 'Львів' },
          budgetMinMinor: { from: null, to: 500_000 },
          currency: { from: null, to: 'USD' },
        },
      },
    })
    expect((await updateLead(ctx, id, { budget: null, city: '' })).city).toBeNull()
    expect((await getLead(ctx, id)).budget).toBeNull()
    expect(LeadDetail.parse(await getLead(ctx, id))).toEqual(await getLead(ctx, id))
  })

  test('an editor who saw another version is told, and nothing changes', async () => {
    const ctx = await on.workspace()
    const { id, version } = await capture(ctx)
    await updateLead(ctx, id, { city: 'Київ', version })
    await expect(updateLead(ctx, id, { city: 'Львів', version })).rejects.toMatchObject({ code: 'conflict' })
    await expect(changeLeadStatus(ctx, id, { status: 'LOST', version })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await getLead(ctx, id)).toMatchObject({ city: 'Київ', status: 'NEW' })
  })

  test('what changes nothing is no change', async () => {
    const ctx = await on.workspace()
    const { id } = await capture(ctx)
    await updateLead(ctx, id, { name: 'Іван', phone: '+380671234567' })
    await changeLeadStatus(ctx, id, { status: 'NEW' })
    await assignLead(ctx, id, { ownerId: null })
    await tagLead(ctx, id, { add: [], remove: ['x'] })
    expect(await getLead(ctx, id)).toMatchObject({ version: 1 })
    expect(await logOf(ctx, id)).toHaveLength(1)
  })

  test('fifty who tag at once lose no tag', async () => {
    const ctx = await on.workspace()
    const { id } = await capture(ctx)
    const tags = Array.from({ length: 50 }, (_, i) => `t${i}`)
    await Promise.all(tags.map((tag) => tagLead(ctx, id, { add: [tag], remove: [] })))
    expect((await getLead(ctx, id)).tags.toSorted()).toEqual(tags.toSorted())
    await expect(tagLead(ctx, id, { add: ['more'], remove: [] })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('an owner is one of the people who may work on leads', async () => {
    const ctx = await on.workspace()
    const { id } = await capture(ctx)
    const ownerId = await addMember(ctx, 'OPERATOR')
    expect(await assignLead(ctx, id, { ownerId })).toMatchObject({ ownerId })
    expect((await eventsOf(ctx)).at(-1)).toEqual({ name: 'lead.assigned', payload: { leadId: id, ownerId } })
    for (const stranger of [randomUUID(), await addMember(ctx, 'DEALER')]) {
      await expect(assignLead(ctx, id, { ownerId: stranger })).rejects.toMatchObject({ code: 'invalid' })
    }
    expect((await getLead(ctx, id)).ownerId).toBe(ownerId)
  })

  test('the bin takes a lead and gives it back', async () => {
    const ctx = await on.workspace()
    const { id } = await capture(ctx)
    await deleteLead(ctx, id)
    await deleteLead(ctx, id)
    expect((await getLead(ctx, id)).deletedAt).not.toBeNull()
    await expect(updateLead(ctx, id, { name: 'x' })).rejects.toMatchObject({ code: 'not_found' })
    expect((await restoreLead(ctx, id)).deletedAt).toBeNull()
    expect((await logOf(ctx, id)).map((a) => a.type)).toEqual(['created', 'deleted', 'restored'])
    expect((await eventsOf(ctx)).map((e) => e.name)).toEqual([
      'lead.created',
      'lead.deleted',
      'lead.restored',
    ])
  })
})

describe('the stages of a lead', () => {
  test('any walk through them ends where the rules say, on a real database', async () => {
    interface Model {
      status: LeadStatus
      answered: boolean
      moves: number
    }
    interface Real {
      ctx: Context
      id: string
    }
    class Move implements fc.AsyncCommand<Model, Real> {
      readonly to: LeadStatus
      constructor(to: LeadStatus) {
        this.to = to
      }
      check = () => true
      async run(model: Model, { ctx, id }: Real) {
        const tried = changeLeadStatus(ctx, id, { status: this.to })
        if (this.to !== model.status && !leadMoves[model.status].includes(this.to)) {
          await expect(tried).rejects.toMatchObject({ code: 'conflict', errors: [{ pointer: '/status' }] })
        } else {
          await tried
          if (this.to !== model.status) model.moves++
          if (!['NEW', 'LOST'].includes(this.to)) model.answered = true
          model.status = this.to
        }
        const lead = await getLead(ctx, id)
        expect(lead.status).toBe(model.status)
        expect(lead.firstAnswerAt !== null).toBe(model.answered)
        expect(lead.version).toBe(model.moves + 1)
      }
      toString = () => this.to
    }
    const walks = fc.commands(
      leadStatuses.map((status) => fc.constant(new Move(status))),
      { maxCommands: 15 },
    )
    const ctx = await on.workspace()
    await fc.assert(
      fc.asyncProperty(walks, async (commands) => {
        const { id } = await capture(ctx, { separate: true })
        const model: Model = { status: 'NEW', answered: false, moves: 0 }
        await fc.asyncModelRun(() => ({ model, real: { ctx, id } }), commands)
      }),
      { numRuns: 40 },
    )
  }, 60_000)

  test('of many who move a lead at once, each move started from where the one before had put it', async () => {
    const ctx = await on.workspace()
    const { id } = await capture(ctx)
    await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) => changeLeadStatus(ctx, id, { status: leadStatuses[i % 5]! })),
    )
    const moves = (await logOf(ctx, id)).flatMap(({ type, payload }) =>
      type === 'status_changed'
        ? [(payload as { changes: { status: { from: LeadStatus; to: LeadStatus } } }).changes.status]
        : [],
    )
    let at: LeadStatus = 'NEW'
    for (const { from, to } of moves) {
      expect(from).toBe(at)
      expect(leadMoves[from]).toContain(to)
      at = to
    }
    expect((await getLead(ctx, id)).status).toBe(at)
  })

  test('a reason is kept with the move', async () => {
    const ctx = await on.workspace()
    const { id } = await capture(ctx)
    await changeLeadStatus(ctx, id, { status: 'LOST', note: 'bought elsewhere' })
    expect((await logOf(ctx, id)).at(-1)).toMatchObject({
      type: 'status_changed',
      payload: { note: 'bought elsewhere' },
    })
    expect((await eventsOf(ctx)).at(-1)?.payload).toEqual({ leadId: id, from: 'NEW', to: 'LOST' })
  })
})

describe('reminders', () => {
  const past = '2020-01-01T09:00:00.000Z'
  const dueEvents = async (ctx: Context) =>
    (await eventsOf(ctx)).filter((e) => e.name === 'lead.reminder_due')

  test('one that is due is told once, however many sweepers look, and not before', async () => {
    const ctx = await on.workspace()
    const userId = await addMember(ctx, 'OPERATOR')
    const { id } = await capture(ctx)
    const due = await remindLead(ctx, id, { text: 'call', dueAt: past, userId })
    await remindLead(ctx, id, { text: 'later', dueAt })
    await Promise.all(Array.from({ length: 4 }, () => announceDueReminders(on.db)))
    expect(await dueEvents(ctx)).toEqual([
      { name: 'lead.reminder_due', payload: { leadId: id, reminderId: due.id, userId } },
    ])
    expect((await getLead(ctx, id)).reminders.map((r) => r.remindedAt !== null)).toEqual([true, false])
  })

  test('one that is moved reminds again; one that is done, or of a lead in the bin, does not', async () => {
    const ctx = await on.workspace()
    const { id } = await capture(ctx)
    const [moved, done] = [
      await remindLead(ctx, id, { text: 'moved', dueAt: past }),
      await remindLead(ctx, id, { text: 'done', dueAt }),
    ]
    await announceDueReminders(on.db)
    await updateReminder(ctx, { leadId: id, reminderId: moved.id }, { dueAt: '2021-01-01T09:00:00.000Z' })
    const ended = await updateReminder(ctx, { leadId: id, reminderId: done.id }, { done: true, dueAt: past })
    expect(ended.doneAt).not.toBeNull()
    await announceDueReminders(on.db)
    expect(await dueEvents(ctx)).toHaveLength(2)
    await remindLead(ctx, id, { text: 'binned', dueAt: past })
    await deleteLead(ctx, id)
    await announceDueReminders(on.db)
    expect(await dueEvents(ctx)).toHaveLength(2)
    expect((await logOf(ctx, id)).map((a) => a.type)).toEqual([
      'created',
      'reminder_set',
      'reminder_set',
      'reminder_changed',
      'reminder_done',
      'reminder_set',
      'deleted',
    ])
  })

  test('whom nobody names it for reminds who asks, and a stranger is refused', async () => {
    const ctx = await on.workspace()
    const { id } = await capture(ctx)
    expect((await remindLead(ctx, id, { text: 'me', dueAt })).userId).toBe(ctx.actor.id)
    await expect(remindLead(ctx, id, { text: 'x', dueAt, userId: randomUUID() })).rejects.toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/userId' }],
    })
  })

  test('of another lead is not found', async () => {
    const ctx = await on.workspace()
    const [a, b] = [await capture(ctx), await capture(ctx, { separate: true })]
    const reminder = await remindLead(ctx, a.id, { text: 'call', dueAt })
    await expect(
      updateReminder(ctx, { leadId: b.id, reminderId: reminder.id }, { done: true }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('rows of leads belong to one workspace for the database too', async () => {
  const [ctx, other] = [await on.workspace(), await on.workspace()]
  const { id } = await capture(ctx)
  await remindLead(ctx, id, { text: 'call', dueAt })
  for (const table of ['leads', 'lead_activities', 'lead_reminders', 'lead_intakes']) {
    const seen = await withTx(other, (tx) => tx.sql`select from ${tx.sql(table)}`)
    expect([table, seen.length]).toEqual([table, 0])
  }
  expect((await withSystemTx(on.db, ({ sql }) => sql`select from leads where id = ${id}`)).length).toBe(1)
})
