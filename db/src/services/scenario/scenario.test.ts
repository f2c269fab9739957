import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { createScenario } from './create.ts'
import { deleteScenario } from './delete.ts'
import { getScenario } from './get.ts'
import { getScenarioVersion } from './get-version.ts'
import { installTemplate } from './install-template.ts'
import { listScenarios } from './list.ts'
import { listScenarioTemplates } from './list-templates.ts'
import { listScenarioVersions } from './list-versions.ts'
import { publishScenario } from './publish.ts'
import { restoreScenario } from './restore.ts'
import { saveScenario } from './save.ts'
import { scenarioStats } from './stats.ts'
import { unpublishScenario } from './unpublish.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const addBot = (ctx: Context, telegramId: number) =>
  withTx(ctx, async ({ sql }) => {
    const [row] = await sql<[{ id: string }]>`
      insert into bot_configs (workspace_id, telegram_id, token_cipher, token_hint)
      values (${ctx.workspaceId}, ${telegramId}, 'x', '0000') returning id`
    return row.id
  })

describe('scenarios', () => {
  test('every template is installed live, and again under another name', async () => {
    const ctx = await on.workspace()
    const { data } = await listScenarioTemplates(ctx)
    expect(data.length).toBeGreaterThanOrEqual(9)
    for (const { id, graph } of data) {
      const made = await installTemplate(ctx, id, { botIds: [] })
      expect(made).toMatchObject({ templateId: id, published: 1, changed: false, draft: graph })
      expect(made.problems.filter((p) => p.severity === 'error')).toEqual([])
    }
    const [first] = data
    const again = await installTemplate(ctx, first!.id, { botIds: [] })
    const names = (await listScenarios(ctx)).data.map(({ name }) => name)
    expect(new Set(names).size).toBe(data.length + 1)
    expect((await listScenarioTemplates(ctx)).data[0]!.installed).toContain(again.id)
  })

  test('a draft with an error does not go live, and says where', async () => {
    const ctx = await on.workspace()
    const made = await createScenario(ctx, { name: 'Draft' })
    expect(made.published).toBeNull()
    const refusal: unknown = await publishScenario(ctx, made.id, { version: made.version }).catch(
      (error: unknown) => error,
    )
    expect(refusal).toMatchObject({ code: 'unprocessable' })
    const pointers = refusal instanceof AppError ? refusal.errors.map((error) => error.pointer) : []
    expect(pointers).toContain('/draft/nodes/start')
  })

  test('a published version never changes; a later one comes beside it; the draft can be taken from either', async () => {
    const ctx = await on.workspace()
    const [template, other] = (await listScenarioTemplates(ctx)).data
    const made = await installTemplate(ctx, template!.id, { name: 'Talk', botIds: [] })
    const saved = await saveScenario(ctx, made.id, { version: made.version, draft: other!.graph })
    expect(saved).toMatchObject({ published: 1, changed: true })
    const live = await publishScenario(ctx, made.id, { version: saved.version, note: 'shorter' })
    expect(live).toMatchObject({ published: 2, changed: false })
    expect((await getScenarioVersion(ctx, made.id, 1)).graph).toEqual(template!.graph)
    expect((await getScenarioVersion(ctx, made.id, 2)).graph).toEqual(other!.graph)
    const { data } = await listScenarioVersions(ctx, made.id)
    expect(data.map(({ number, note }) => [number, note])).toEqual([
      [2, 'shorter'],
      [1, null],
    ])
    expect(await unpublishScenario(ctx, made.id)).toMatchObject({ published: null })
  })

  test('two editors notice each other, and nothing of the second is lost silently', async () => {
    const ctx = await on.workspace()
    const made = await createScenario(ctx, { name: 'Shared' })
    await saveScenario(ctx, made.id, { version: made.version, name: 'Renamed' })
    await expect(saveScenario(ctx, made.id, { version: made.version, name: 'Mine' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await getScenario(ctx, made.id)).name).toBe('Renamed')
  })

  test('serves the bots of its own workspace alone', async () => {
    const [ctx, foreign] = [await on.workspace(), await on.workspace()]
    const [bot, theirs] = [await addBot(ctx, 1), await addBot(foreign, 1)]
    const made = await createScenario(ctx, { name: 'Served' })
    const served = await saveScenario(ctx, made.id, { version: made.version, botIds: [bot, bot] })
    expect(served.botIds).toEqual([bot])
    await expect(
      saveScenario(ctx, made.id, { version: served.version, botIds: [bot, theirs] }),
    ).rejects.toMatchObject({ code: 'invalid' })
    expect((await getScenario(ctx, made.id)).botIds).toEqual([bot])
  })

  test('a name is taken once, also against what comes out of the bin', async () => {
    const ctx = await on.workspace()
    const made = await createScenario(ctx, { name: 'One' })
    await expect(createScenario(ctx, { name: 'One' })).rejects.toMatchObject({ code: 'conflict' })
    await deleteScenario(ctx, made.id)
    expect((await listScenarios(ctx)).data).toEqual([])
    expect((await listScenarios(ctx, { deleted: true })).data).toHaveLength(1)
    const second = await createScenario(ctx, { name: 'One' })
    await expect(restoreScenario(ctx, made.id)).rejects.toMatchObject({ code: 'conflict' })
    await deleteScenario(ctx, second.id)
    expect(await restoreScenario(ctx, made.id)).toMatchObject({ name: 'One', deletedAt: null })
  })

  test('statistics count entries, exits by name, who stayed, and the median time', async () => {
    const ctx = await on.workspace()
    const made = await createScenario(ctx, { name: 'Counted' })
    const botId = await addBot(ctx, 5)
    const step = (kind: string, nodeId: string, exit?: string) => ({
      kind,
      scenarioId: made.id,
      version: 1,
      nodeId,
      ...(exit === undefined ? {} : { exit }),
    })
    await withTx(ctx, async ({ sql }) => {
      for (const [n, seconds] of [10, 20, 60].entries()) {
        const [session] = await sql<[{ id: string }]>`
          insert into bot_sessions (workspace_id, bot_id, chat_id, kind, title)
          values (${ctx.workspaceId}, ${botId}, ${String(n)}, 'private', 'A') returning id`
        const add = (nodes: unknown[], ago: number) => sql`
          insert into session_steps (workspace_id, session_id, scenario_id, event, nodes, at)
          values (${ctx.workspaceId}, ${session.id}, ${made.id}, '{}', ${JSON.stringify(nodes)}::jsonb,
            now() - ${ago} * interval '1 second')`
        await add([step('started', 'start'), step('entered', 'ask')], 7300)
        if (n < 2)
          await add(
            [step('left', 'ask', 'answered'), step('entered', 'bye'), step('ended', 'bye')],
            7300 - seconds,
          )
      }
    })
    const all = await scenarioStats(ctx, made.id, { days: 30 })
    expect(Date.parse(all.to) - Date.parse(all.from)).toBe(30 * 24 * 3600_000)
    expect(all).toEqual({
      days: 30,
      from: all.from,
      to: all.to,
      started: 3,
      ended: 2,
      nodes: [
        { nodeId: 'ask', entries: 3, exits: { answered: 2 }, dropped: 1, medianSeconds: 15 },
        { nodeId: 'bye', entries: 2, exits: {}, dropped: 0, medianSeconds: 0 },
      ],
    })
    // The exits of who entered within a span count, also where they came after it.
    const to = new Date(Date.parse(all.to) - 7295_000).toISOString()
    expect(await scenarioStats(ctx, made.id, { days: 1, to })).toMatchObject({
      days: 1,
      to,
      started: 3,
      ended: 0,
      nodes: [{ nodeId: 'ask', entries: 3, exits: { answered: 2 }, dropped: 1 }],
    })
    expect(await scenarioStats(ctx, made.id, { days: 1, from: to })).toMatchObject({ started: 0, ended: 2 })
  })

  test('another workspace sees none of it, and lower roles change nothing', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { id, version } = await createScenario(ctx, { name: 'Mine' })
    const asked = [
      () => getScenario(other, id),
      () => saveScenario(other, id, { version, name: 'Theirs' }),
      () => publishScenario(other, id, { version }),
      () => unpublishScenario(other, id),
      () => deleteScenario(other, id),
      () => restoreScenario(other, id),
      () => listScenarioVersions(other, id),
      () => getScenarioVersion(other, id, 1),
      () => scenarioStats(other, id, { days: 1 }),
    ]
    for (const call of asked) await expect(call()).rejects.toMatchObject({ code: 'not_found' })
    expect((await listScenarios(other)).data).toEqual([])
    for (const role of otherRoles(['OWNER', 'ADMIN', 'MANAGER'])) {
      const lower = as(ctx, role)
      for (const call of [
        () => createScenario(lower, { name: 'New' }),
        () => saveScenario(lower, id, { version, name: 'New' }),
        () => publishScenario(lower, id, { version }),
        () => unpublishScenario(lower, id),
        () => deleteScenario(lower, id),
        () => restoreScenario(lower, id),
        () => installTemplate(lower, 'faq', { botIds: [] }),
      ])
        await expect(call()).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})
