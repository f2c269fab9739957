import { z } from 'zod'
import { variablesIn } from '../fill.ts'
import { allTexts, LocalText, words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { limits } from '../telegram.ts'
import { VariableName } from '../value.ts'

/** What starts a scenario. */
export const Trigger = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('command'), command: z.string().regex(/^[a-z0-9_]{1,32}$/) }),
  z.object({
    kind: z.literal('keyword'),
    keywords: z.array(z.string().min(1).max(100)).min(1).max(50),
    /** Only as the whole message, not as words within it. */
    whole: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('deep_link'),
    payload: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
    /** Any payload that begins so; the rest goes into `variable`. */
    prefix: z.boolean().default(false),
    variable: VariableName.optional(),
  }),
  z.object({ kind: z.literal('menu'), label: LocalText }),
  z.object({ kind: z.literal('default_reply') }),
])
export type Trigger = z.infer<typeof Trigger>

/** Commands that the engine keeps for itself. */
const kept = ['cancel', 'back']

export const start = defineNode({
  type: 'START',
  options: z.object({
    triggers: z.array(Trigger).max(30).default([]),
    /** Variables that a scenario which jumps here has set. */
    inputs: z.array(VariableName).max(20).default([]),
  }),
  exits: () => [{ name: 'next', required: true }],
  waits: () => false,
  uses: ({ triggers, inputs }) => ({
    texts: triggers.flatMap((trigger, i) =>
      trigger.kind === 'menu'
        ? [{ field: `triggers.${i}.label`, text: trigger.label, limit: limits.button }]
        : [],
    ),
    sets: [
      ...inputs,
      ...triggers.flatMap((trigger) =>
        trigger.kind === 'deep_link' && trigger.variable ? [trigger.variable] : [],
      ),
    ],
  }),
  problems: ({ triggers }) => [
    ...(triggers.some((trigger) => trigger.kind === 'command' && kept.includes(trigger.command))
      ? [
          {
            code: 'kept_command',
            message: words(
              'Команди /cancel і /back завжди діють самі.',
              'Команды /cancel и /back всегда действуют сами.',
              'The commands /cancel and /back always work by themselves.',
            ),
          },
        ]
      : []),
    ...(triggers.some(
      (trigger) =>
        trigger.kind === 'menu' && allTexts(trigger.label).some((one) => variablesIn(one).length > 0),
    )
      ? [
          {
            code: 'menu_variable',
            message: words(
              'У кнопці меню не може бути змінних.',
              'В кнопке меню не может быть переменных.',
              'A menu button can hold no variables.',
            ),
          },
        ]
      : []),
  ],
  enter(talk, { triggers }) {
    for (const trigger of triggers) {
      if (trigger.kind !== 'deep_link' || !trigger.prefix || !trigger.variable) continue
      if (talk.payload?.startsWith(trigger.payload))
        talk.set(trigger.variable, talk.payload.slice(trigger.payload.length))
    }
    return leave('next')
  },
  example: {
    triggers: [
      { kind: 'command', command: 'start' },
      { kind: 'menu', label: { uk: 'Підібрати авто', ru: 'Подобрать авто', en: 'Find a car' } },
    ],
  },
  labels: {
    name: words('Початок', 'Начало', 'Start'),
    help: words('Що запускає цей сценарій.', 'Что запускает этот сценарий.', 'What starts this scenario.'),
    fields: {
      triggers: words('Що запускає', 'Что запускает', 'Triggers'),
      inputs: words('Змінні ззовні', 'Переменные извне', 'Variables from outside'),
      kind: words('Вид', 'Вид', 'Kind'),
      command: words('Команда', 'Команда', 'Command'),
      keywords: words('Ключові слова', 'Ключевые слова', 'Keywords'),
      whole: words('Лише ціле повідомлення', 'Только целое сообщение', 'Whole message only'),
      payload: words('Мітка посилання', 'Метка ссылки', 'Link payload'),
      prefix: words('Починається так', 'Начинается так', 'Begins so'),
      variable: words('Решту — у змінну', 'Остальное — в переменную', 'Keep the rest in'),
      label: words('Кнопка меню', 'Кнопка меню', 'Menu button'),
    },
    exits: { next: words('Далі', 'Дальше', 'Next') },
    values: {
      command: words('Команда', 'Команда', 'Command'),
      keyword: words('Ключове слово', 'Ключевое слово', 'Keyword'),
      deep_link: words('Посилання', 'Ссылка', 'Deep link'),
      menu: words('Кнопка меню', 'Кнопка меню', 'Menu button'),
      default_reply: words('Будь-яке повідомлення', 'Любое сообщение', 'Any message'),
    },
  },
})
