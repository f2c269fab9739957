import type { TextFault } from '@cartie/shared/texts/text-faults'
import { m } from '#lib/paraglide/messages.js'

const words: Record<TextFault['code'], (name: string) => string> = {
  unknown_variable: (name) => m.texts_fault_unknown_variable({ name }),
  stray_brace: (name) => m.texts_fault_stray_brace({ name, example: '{title}' }),
  missing_variable: (name) => m.texts_fault_missing_variable({ name: `{${name}}` }),
  unknown_tag: (name) => m.texts_fault_unknown_tag({ name: `<${name}>`, sign: '&lt;' }),
  unclosed_tag: (name) => m.texts_fault_unclosed_tag({ name: `<${name}>`, end: `</${name}>` }),
  unopened_tag: (name) => m.texts_fault_unopened_tag({ name: `</${name}>` }),
  bad_link: () => m.texts_fault_bad_link({ example: '<a href="https://…">…</a>' }),
  too_long: (name) => m.texts_fault_too_long({ name }),
  says_nothing: () => m.texts_fault_says_nothing(),
}

/** What is wrong with a text, and what helps. */
export const faultWords = ({ code, name }: TextFault): string => words[code](name)
