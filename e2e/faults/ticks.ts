import { createScenario, publishScenario, saveScenario } from '@cartie/shared/endpoints/scenarios'
import { words } from '@cartie/shared/scenario/local-text'
import { graphOf, step } from '@cartie/shared/scenario/templates/template'
import type { MadeBot, TelegramWorld } from './telegram-world.ts'

const says = (text: string) => words(text, text, text)
const begins = (command: string) =>
  step('start', 'START', { triggers: [{ kind: 'command', command }] }, { next: 'wait1' })

/** A scenario that says something each `seconds`, `times` times. */
export async function addTicks(
  { world }: TelegramWorld,
  { id }: MadeBot,
  command: string,
  times: number,
  seconds: number,
) {
  const ticks = Array.from({ length: times }, (_, i) => i + 1).flatMap((n) => [
    step(`wait${n}`, 'DELAY', { minutes: seconds / 60 }, { next: `say${n}` }),
    step(`say${n}`, 'MESSAGE', { text: says(`tick № ${n}`) }, { next: n < times ? `wait${n + 1}` : 'bye' }),
  ])
  const graph = graphOf([begins(command), ...ticks, step('bye', 'END', {})])
  const made = await world.api(createScenario, { body: { name: command, graph } })
  const saved = await world.api(saveScenario, {
    params: { id: made.id },
    body: { version: made.version, botIds: [id] },
  })
  await world.api(publishScenario, { params: { id: made.id }, body: { version: saved.version } })
}
