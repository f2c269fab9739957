import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultTimeZone } from '@cartie/shared/domain/time-zone'
import { replay, talksIn, type Recorded } from '@cartie/shared/scenario/replay'
import { ChatQuery, type ChatStep } from '@cartie/shared/schemas/chat'
import type { Context } from '../../context.ts'
import { testBot } from '../../testing/test-bot.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { getScenarioVersion } from '../scenario/get-version.ts'
import { installTemplate } from '../scenario/install-template.ts'
import { advanceTalk } from '../talk/advance.ts'
import { listSteps } from './list-steps.ts'
import { listChats } from './list.ts'
import { receiveUpdates } from './receive-updates.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

let nextUpdate = 1
/** A person says these words to a bot, each once the one before was answered. */
async function say(ctx: Context, botId: string, person: number, ...words: string[]): Promise<string> {
  const from = { id: person, first_name: 'Олена', language_code: 'uk' }
  let id = ''
  for (const text of words) {
    const message = { message_id: nextUpdate, date: 1, from, chat: { ...from, type: 'private' }, text }
    await receiveUpdates(ctx, botId, [{ update_id: nextUpdate++, message }])
    id = (await listChats(ctx, ChatQuery.parse({}))).data.find((c) => c.chatId === String(person))!.id
    await advanceTalk(ctx, id)
  }
  return id
}

async function allSteps(
  ctx: Context,
  id: string,
  limit: number,
): Promise<{ data: ChatStep[]; seed: string }> {
  const data: ChatStep[] = []
  for (let cursor: string | undefined; ;) {
    const page = await listSteps(ctx, id, { limit, cursor })
    data.push(...page.data)
    if (page.nextCursor === null) return { data, seed: page.seed! }
    cursor = page.nextCursor
  }
}

describe('the steps of a chat', () => {
  test('are all that a replay needs: on the version of its time a real talk goes just as it went', async () => {
    const ctx = await on.workspace()
    const botId = await testBot(ctx)
    const scenario = await installTemplate(ctx, 'lead-capture', { botIds: [botId] })
    const id = await say(ctx, botId, 7, '/start', 'Олена', '067 123 45 67', 'BMW X5, Київ', '35 тис $')
    const { data, seed } = await allSteps(ctx, id, 2)
    expect(data.map((one) => one.id)).toEqual(data.map((one) => one.id).toSorted((a, b) => a - b))
    const story = data.map(({ event, at, steps }): Recorded => {
      return { event, steps, clock: { now: Date.parse(at), timeZone: defaultTimeZone } }
    })
    const { graph } = await getScenarioVersion(ctx, scenario.id, 1)
    const version = { scenarioId: scenario.id, version: 1, graph }
    const [talk] = talksIn(story)
    const played = replay({ story, talk: talk!, seed, versions: [version], other: version })
    expect(played.parting).toBeNull()
    expect(played.turns.at(-1)?.after.at(-1)).toMatchObject({ kind: 'ended', reason: 'end' })
  })

  test('tell which chats a scenario led', async () => {
    const ctx = await on.workspace()
    const [one, two] = [await testBot(ctx), await testBot(ctx)]
    const led = await installTemplate(ctx, 'lead-capture', { botIds: [one] })
    const other = await installTemplate(ctx, 'faq', { botIds: [two] })
    const id = await say(ctx, one, 7, '/start', 'Олена')
    await say(ctx, two, 8, '/start')
    await say(ctx, one, 9, 'x')
    const chats = async (scenarioId: string) =>
      (await listChats(ctx, ChatQuery.parse({ scenarioId }))).data.map((c) => c.id)
    expect(await chats(led.id)).toEqual([id])
    expect(await chats(other.id)).not.toContain(id)
  })

  test('are none where nobody has spoken to a scenario', async () => {
    const ctx = await on.workspace()
    const botId = await testBot(ctx)
    await receiveUpdates(ctx, botId, [
      {
        update_id: nextUpdate++,
        message: {
          message_id: 1,
          date: 1,
          from: { id: 5, first_name: 'A' },
          chat: { id: 5, type: 'private' },
        },
      },
    ])
    const [chat] = (await listChats(ctx, ChatQuery.parse({}))).data
    expect(await listSteps(ctx, chat!.id, { limit: 10 })).toEqual({ seed: null, data: [], nextCursor: null })
  })
})
