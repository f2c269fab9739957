import { ApiError } from '@cartie/shared/client'
import { defaultTimeZone } from '@cartie/shared/domain/time-zone'
import { getChat, listChatSteps } from '@cartie/shared/endpoints/chats'
import { getScenarioVersion } from '@cartie/shared/endpoints/scenarios'
import type { ScenarioVersion } from '@cartie/shared/scenario/graph'
import { versionsOf, type Recorded } from '@cartie/shared/scenario/replay'
import type { Chat, ChatStep } from '@cartie/shared/schemas/chat'
import { call } from '#lib/api.ts'
import { session } from '#lib/session.svelte.ts'

/** All that a chat's bot heard and did, and the graphs that it spoke from. */
export interface ChatStory {
  chat: Chat
  seed: string
  story: Recorded[]
  versions: ScenarioVersion[]
}

/** Fetches the story of a chat from its first event. Throws what a call throws. */
export async function chatStory(id: string, signal: AbortSignal): Promise<ChatStory> {
  const [chat, steps] = await Promise.all([call(getChat, { params: { id }, signal }), stepsOf(id, signal)])
  const timeZone = session.me?.workspace.timeZone ?? defaultTimeZone
  const hours = session.me?.workspace.workingHours ?? null
  const story = steps.data.map(({ event, at, steps: way }): Recorded => {
    return { event, steps: way, clock: { now: Date.parse(at), timeZone, hours } }
  })
  const wanted = versionsOf(story.flatMap((one) => one.steps))
  const found = await Promise.all(wanted.map((one) => graphOf(one, signal)))
  return { chat, seed: steps.seed, story, versions: found.filter((one) => one !== undefined) }
}

async function stepsOf(id: string, signal: AbortSignal): Promise<{ data: ChatStep[]; seed: string }> {
  const data: ChatStep[] = []
  for (let cursor: string | undefined; ;) {
    const query = { limit: 100, ...(cursor === undefined ? {} : { cursor }) }
    const page = await call(listChatSteps, { params: { id }, query, signal })
    data.push(...page.data)
    if (page.nextCursor === null) return { data, seed: page.seed ?? '' }
    cursor = page.nextCursor
  }
}

/** A version that is gone leaves its steps without their graph. */
async function graphOf(
  { scenarioId, version }: Pick<ScenarioVersion, 'scenarioId' | 'version'>,
  signal: AbortSignal,
): Promise<ScenarioVersion | undefined> {
  try {
    const params = { id: scenarioId, number: version }
    const { graph } = await call(getScenarioVersion, { params, signal })
    return { scenarioId, version, graph }
  } catch (error) {
    if (error instanceof ApiError && error.problem.code === 'not_found') return undefined
    throw error
  }
}
