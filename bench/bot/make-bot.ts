import type { createClient } from '@cartie/shared/client'
import { createBot, getBot } from '@cartie/shared/endpoints/bots'
import { createScenario, publishScenario, saveScenario } from '@cartie/shared/endpoints/scenarios'
import { graphOf, step } from '@cartie/shared/scenario/templates/template'

const text = (words: string) => ({ uk: words, ru: words, en: words })

/** Asks again and again, showing the last answer under buttons: what the peer's bot does. */
const echo = graphOf([
  step('start', 'START', { triggers: [{ kind: 'default_reply' }] }, { next: 'ask' }),
  step(
    'ask',
    'QUESTION_TEXT',
    { text: text('Step: {said}'), variable: 'said', skip: true },
    { answered: 'ask', skipped: 'ask' },
  ),
])

/** Makes a bot by webhook with the scenario of the measurement, and waits until Telegram knows its webhook. */
export async function makeBot(api: ReturnType<typeof createClient>, token: string): Promise<void> {
  const { id } = await api(createBot, { body: { token, intake: 'webhook' } })
  const made = await api(createScenario, { body: { name: `Echo ${token.slice(0, 9)}`, graph: echo } })
  const kept = await api(saveScenario, {
    params: { id: made.id },
    body: { version: made.version, botIds: [id] },
  })
  await api(publishScenario, { params: { id: made.id }, body: { version: kept.version } })
  for (const end = performance.now() + 30_000; performance.now() < end;) {
    const bot = await api(getBot, { params: { id } })
    if (bot.status === 'ready' && bot.synced) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the bot did not become ready')
}
