import { z } from 'zod'
import { LocalText, allTexts, words } from '../local-text.ts'
import {
  leave,
  type Exit,
  type NodeContext,
  type NodeText,
  type OptionProblem,
  type Outcome,
} from '../node.ts'
import { limits } from '../telegram.ts'
import { says } from '../triggers.ts'
import { VariableName } from '../value.ts'
import { questionExits, questionOptions, questionTexts, type QuestionOptions } from './question.ts'

/** What a question with ready answers has. */
export const choiceOptions = {
  ...questionOptions,
  choices: z
    .array(
      z.object({
        id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
        label: LocalText,
        /** What the variable becomes; the id if empty. May be a template. */
        value: z.string().max(200).default(''),
      }),
    )
    .min(1)
    .max(30),
  variable: VariableName.optional(),
  /** Each choice has an exit of its own, instead of one for all. */
  separate: z.boolean().default(false),
  columns: z.int().min(1).max(4).default(1),
}

export interface Choice {
  id: string
  label: LocalText
  value: string
}

export interface ChoiceOptions extends QuestionOptions {
  choices: Choice[]
  variable?: string | undefined
  separate: boolean
  columns: number
}

/** The exit of a choice that goes its own way. */
const exitOf = (id: string): string => `choice_${id}`

export const choiceExits = (options: ChoiceOptions): Exit[] => [
  ...(options.separate
    ? options.choices.map(({ id, label }) => ({ name: exitOf(id), required: true, label }))
    : [{ name: 'answered', required: true }]),
  ...questionExits(options),
]

export const choiceUses = (
  options: ChoiceOptions,
): { texts: NodeText[]; templates: string[]; sets: string[] } => ({
  texts: [
    ...questionTexts(options),
    ...options.choices.map(({ label }, i) => ({
      field: `choices.${i}.label`,
      text: label,
      limit: limits.button,
    })),
  ],
  templates: options.choices.map(({ value }) => value),
  sets: options.variable ? [options.variable] : [],
})

/** Two choices that nobody can tell apart. */
export function choiceProblems({ choices }: ChoiceOptions): OptionProblem[] {
  const twins = choices.some((choice, i) =>
    choices
      .slice(0, i)
      .some(
        (other) => other.id === choice.id || allTexts(other.label).some((one) => says(one, choice.label)),
      ),
  )
  if (!twins) return []
  return [
    {
      code: 'duplicate_choice',
      message: words(
        'Два варіанти мають однаковий напис або код.',
        'Два варианта имеют одинаковую надпись или код.',
        'Two choices have the same label or id.',
      ),
    },
  ]
}

/** Keeps what was chosen and leaves by its exit. */
export function chosen(talk: NodeContext, options: ChoiceOptions, id: string): Outcome {
  const choice = options.choices.find((one) => one.id === id)
  if (!choice) return { to: 'ignored' }
  if (options.variable) talk.set(options.variable, choice.value ? talk.value(choice.value) : choice.id)
  return leave(options.separate ? exitOf(choice.id) : 'answered')
}

/** The choice whose label somebody typed or pressed: in any language, or as it was shown. */
export const choiceSaid = (talk: NodeContext, { choices }: ChoiceOptions, text = ''): Choice | undefined =>
  choices.find(({ label }) => says(text, label) || says(text, { [talk.language]: talk.label(label) }))
