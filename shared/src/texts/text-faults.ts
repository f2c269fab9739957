import { telegramLength } from '../domain/telegram-text.ts'
import { markupFault } from '../scenario/html.ts'
import type { Language } from '../schemas/common.ts'
import { fillText } from './compose-text.ts'
import { sampleValues } from './sample-values.ts'
import type { TextKind } from './text-kind.ts'

/** Why a text can't be sent as it is, and what to do, in English; `name` is the variable, the tag or a number. */
export const textFaultWords = {
  unknown_variable: (name: string) => `There is no variable ${name} here. Choose one of the list.`,
  stray_brace: () => 'A brace stands only around the name of a variable, once on each side: {title}.',
  missing_variable: (name: string) => `Without {${name}} this text can't do what it is for. Put it in.`,
  unknown_tag: (name: string) =>
    `Telegram knows no <${name}>. Use b, i, u, s, code, pre, blockquote or a; a sign < is written as &lt;.`,
  unclosed_tag: (name: string) => `<${name}> is not closed. Write </${name}> where it ends.`,
  unopened_tag: (name: string) => `</${name}> closes what is not open. Take it away, or open it before.`,
  bad_link: () => 'A link is written as <a href="https://…">words</a>.',
  too_long: (name: string) =>
    `It is too long once it is filled: Telegram takes ${name} characters. Shorten it.`,
  says_nothing: () => 'It says nothing. Write some words, or leave it empty for the built-in text.',
} as const
export interface TextFault {
  code: keyof typeof textFaultWords
  name: string
}

/** What is wrong with a workspace's own text of a kind, the first thing first; undefined where it can be sent. */
export function textFault(template: string, kind: TextKind, language: Language): TextFault | undefined {
  const open = wrongPlaceholder(template, kind)
  if (open) return open
  const markup = markupFault(template)
  if (markup) return markup
  const missing = kind.needs?.find((name) => !template.includes(`{${name}}`))
  if (missing) return { code: 'missing_variable', name: missing }
  const filled = fillText(template, sampleValues(kind, language), Infinity)
  if (!filled) return { code: 'says_nothing', name: '' }
  if (telegramLength(filled) > kind.limit) return { code: 'too_long', name: String(kind.limit) }
  return undefined
}

function wrongPlaceholder(template: string, { variables }: TextKind): TextFault | undefined {
  for (const [whole, name] of template.matchAll(/\{([^{}]{0,60})\}|[{}]/g)) {
    if (name === undefined) return { code: 'stray_brace', name: whole }
    if (!Object.hasOwn(variables, name)) return { code: 'unknown_variable', name: whole }
  }
  return undefined
}
