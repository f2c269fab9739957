import { z } from 'zod'
import type { InlineButton, Keyboard } from '../keyboard.ts'
import { LocalText, textIn } from '../local-text.ts'
import { leave, type Exit, type NodeContext, type NodeText, type Outcome } from '../node.ts'
import { limits } from '../telegram.ts'

/** What every question has. */
export const questionOptions = {
  text: LocalText,
  back: z.boolean().default(true),
  tries: z.int().min(1).max(10).default(3),
  timeoutMinutes: z.int().min(0).max(43_200).default(0),
  invalidText: LocalText.optional(),
}

export interface QuestionOptions {
  text: LocalText
  back: boolean
  tries: number
  timeoutMinutes: number
  invalidText?: LocalText | undefined
}

/** Without a node at `invalid` the question is asked until it is answered. */
export const questionExits = ({ timeoutMinutes }: QuestionOptions): Exit[] => [
  { name: 'invalid', required: false },
  ...(timeoutMinutes > 0 ? [{ name: 'timeout', required: true }] : []),
]

export const questionTexts = ({ text, invalidText }: QuestionOptions): NodeText[] => [
  { field: 'text', text, limit: limits.text },
  ...(invalidText ? [{ field: 'invalidText', text: invalidText, limit: limits.text, optional: true }] : []),
]

/** When a question that is asked now gives up. */
export const untilTimeout = (talk: NodeContext, { timeoutMinutes }: QuestionOptions) =>
  timeoutMinutes > 0 ? { until: talk.clock.now + timeoutMinutes * 60_000 } : {}

/** A question's own buttons with Back below them. */
export function inlineKeyboard(
  talk: NodeContext,
  { back }: QuestionOptions,
  rows: InlineButton[][] = [],
): Keyboard | undefined {
  const all =
    back && talk.canGoBack ? [...rows, [{ text: talk.system('back'), data: talk.press('back') }]] : rows
  return all.length > 0 ? { kind: 'inline', rows: all } : undefined
}

/** An answer that won't do, in the author's words if there are any. */
export function wrong(
  talk: NodeContext,
  { invalidText, tries }: QuestionOptions,
  text: string,
  keyboard?: Keyboard,
): Outcome {
  const own = invalidText && textIn(invalidText, talk.language) ? talk.html(invalidText) : ''
  return { to: 'refused', text: own || text, tries, ...(keyboard ? { keyboard } : {}) }
}

export const timedOut = (): Outcome => leave('timeout')
