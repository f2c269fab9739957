import { z } from 'zod'
import type { ScenarioGraph, ScenarioNode } from '../graph.ts'
import { layOut } from '../lay-out.ts'
import { words, type LocalText, type Words } from '../local-text.ts'
import type { NodeType, nodeTypes } from '../nodes/registry.ts'

/** A scenario that is installed by one click and then belongs to its workspace. */
export interface ScenarioTemplate {
  id: string
  category: 'leads' | 'catalogue' | 'partners' | 'service'
  name: Words
  description: Words
  graph: ScenarioGraph
}

type OptionsOf<Type extends NodeType> = z.input<(typeof nodeTypes)[Type]['options']>
const Options = z.record(z.string(), z.json())

/** One node of a template, its options checked by TypeScript. */
export const step = <Type extends NodeType>(
  id: string,
  type: Type,
  options: OptionsOf<Type>,
  exits: Record<string, string> = {},
): ScenarioNode => ({ id, type, options: Options.parse(options), exits, at: { x: 0, y: 0 } })

/** A template's graph in all three languages, laid out. */
export const graphOf = (nodes: ScenarioNode[]): ScenarioGraph => ({
  languages: ['uk', 'ru', 'en'],
  nodes: layOut(nodes),
})

/** A question waits a day. */
export const aDay = { timeoutMinutes: 24 * 60 }

/** Where wrong answers lead: a colleague takes over. */
export const help = (): ScenarioNode =>
  step('help', 'HANDOFF', {
    text: words(
      'Передаю розмову менеджеру, він зараз відповість.',
      'Передаю разговор менеджеру, он сейчас ответит.',
      'I am handing you over to a manager, who will answer shortly.',
    ),
    reason: '{contact.name}',
  })

/** Where silence leads. */
export const later = (): ScenarioNode =>
  step('later', 'END', {
    text: words(
      'Не буду турбувати. Напишіть, коли буде зручно: /start',
      'Не буду беспокоить. Напишите, когда будет удобно: /start',
      'I will not disturb you. Write whenever it suits you: /start',
    ),
  })

/** Asks for the phone number by a button. */
export const askPhone = (next: string, silent = 'later'): ScenarioNode =>
  step(
    'phone',
    'REQUEST_CONTACT',
    {
      text: words(
        'Залиште номер телефону: натисніть кнопку або напишіть його.',
        'Оставьте номер телефона: нажмите кнопку или напишите его.',
        'Please leave your phone number: press the button or type it.',
      ),
      ...aDay,
    },
    { answered: next, invalid: 'help', timeout: silent },
  )

/** Tells the admin chat of what came; always in Ukrainian, as its language is the workspace's own. */
export const tellColleagues = (text: LocalText, next: string): ScenarioNode =>
  step('tell', 'ACTION', { action: 'NOTIFY_ADMIN', text }, { next })
