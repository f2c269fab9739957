import { fold } from '../domain/fold.ts'
import type { Book, ScenarioGraph, ScenarioVersion } from './graph.ts'
import { allTexts, type LocalText } from './local-text.ts'
import { start, type Trigger } from './nodes/start.ts'
import { systemTexts } from './system-texts.ts'

/** A scenario that an event starts, with the node that it starts at. */
export interface Start {
  scenario: ScenarioVersion
  nodeId: string
  trigger: string
}

interface Triggers {
  nodeId: string
  triggers: Trigger[]
}

/** A graph that talks run on is never changed, so its triggers are read once. */
const known = new WeakMap<ScenarioGraph, Triggers | null>()

/** What starts a scenario: the triggers of its START node. */
export function triggersOf(graph: ScenarioGraph): Triggers | undefined {
  const before = known.get(graph)
  if (before !== undefined) return before ?? undefined
  const node = graph.nodes.find(({ type }) => type === start.type)
  const triggers = node && start.options.safeParse(node.options).data?.triggers
  const found = triggers ? { nodeId: node.id, triggers } : null
  known.set(graph, found)
  return found ?? undefined
}

/** The first live scenario with a trigger that `matches`. */
export function findStart(book: Book, matches: (trigger: Trigger) => boolean): Start | undefined {
  for (const scenario of book.live) {
    const found = triggersOf(scenario.graph)
    const trigger = found?.triggers.find(matches)
    if (found && trigger) return { scenario, nodeId: found.nodeId, trigger: trigger.kind }
  }
  return undefined
}

export const byCommand = (name: string) => (trigger: Trigger) =>
  trigger.kind === 'command' && trigger.command === name.toLowerCase()

export const byPayload = (payload: string) => (trigger: Trigger) =>
  trigger.kind === 'deep_link' &&
  (trigger.prefix ? payload.startsWith(trigger.payload) : payload === trigger.payload)

export const byDefault = (trigger: Trigger): boolean => trigger.kind === 'default_reply'

export const byMenu = (text: string) => {
  const said = plainWords(text)
  return (trigger: Trigger) => trigger.kind === 'menu' && said !== '' && wordsOf(trigger.label).has(said)
}

/** A keyword is the whole message, or stands in it as words of its own. */
export const byKeyword = (text: string) => {
  const said = ` ${plainWords(text)} `
  return (trigger: Trigger) =>
    trigger.kind === 'keyword' &&
    trigger.keywords.some((keyword) => {
      const wanted = ` ${plainWords(keyword)} `
      return wanted.trim() !== '' && (trigger.whole ? said === wanted : said.includes(wanted))
    })
}

/** The labels of the main menu, in the order of the live scenarios. */
export const menuOf = (book: Book): LocalText[] =>
  book.live.flatMap(
    ({ graph }) =>
      triggersOf(graph)?.triggers.flatMap((trigger) => (trigger.kind === 'menu' ? [trigger.label] : [])) ??
      [],
  )

/** What a message asks of the engine itself, in any of its languages. */
export const navigationIn = (text: string): 'back' | 'cancel' | 'menu' | undefined =>
  navigation.get(plainWords(text))

/** Whether a message is a label in any of its languages; case, signs and emoji don't count. */
export function says(text: string, label: LocalText): boolean {
  const said = plainWords(text)
  return said !== '' && wordsOf(label).has(said)
}

const labelWords = new WeakMap<LocalText, Set<string>>()

function wordsOf(label: LocalText): Set<string> {
  const before = labelWords.get(label)
  if (before) return before
  const words = new Set(allTexts(label).map(plainWords))
  labelWords.set(label, words)
  return words
}

/** The words of a text in small letters with one space between. */
function plainWords(text: string): string {
  return fold(text.slice(0, 300))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const extraWords = {
  back: ['назад', 'back'],
  cancel: ['скасувати', 'відміна', 'отмена', 'стоп', 'stop'],
  menu: ['головне меню', 'главное меню', 'main menu'],
}
const navigation = new Map(
  (['back', 'cancel', 'menu'] as const).flatMap((one) =>
    [...allTexts(systemTexts[one]), ...extraWords[one]].map((text) => [plainWords(text), one] as const),
  ),
)
