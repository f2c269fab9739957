import type { Words } from '../scenario/local-text.ts'

/** By whom a text is read. */
export const textGroups = ['channel', 'client', 'partner'] as const
export type TextGroup = (typeof textGroups)[number]

/** What a text may show by `{name}`: its words for people, and a value to try the text with. */
export interface TextVariable {
  label: Words
  sample: Words
}

/** A kind of post or message that a workspace may write in its own words. */
export interface TextKind {
  group: TextGroup
  label: Words
  /** When it is sent, and to whom. */
  hint: Words
  variables: Record<string, TextVariable>
  /** Those without which the text would not do what it is for. */
  needs?: readonly string[]
  /** What is said where nothing of the workspace's own stands: a template as theirs. */
  builtIn: Words
  /** How long it may be once it is filled, in UTF-16 units as Telegram counts them. */
  limit: number
}
