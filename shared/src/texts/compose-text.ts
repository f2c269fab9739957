import { firstPart } from '../domain/telegram-text.ts'
import { fillHtml } from '../scenario/fill.ts'
import { tidyHtml } from '../scenario/html.ts'
import type { Language } from '../schemas/common.ts'
import { dropEmpty } from './drop-empty.ts'
import { textKinds, type OwnTexts, type TextKey, type TextValues } from './registry.ts'

/**
 * What a post or message says, as Telegram's HTML: the workspace's own text, or the built-in one where there is none or
 * where it would say nothing, filled with values, which are shown letter by letter.
 * @param limit where it is cut, in UTF-16 units as Telegram counts them: of a post, which is edited later and so has to
 * stay one. If absent it is whole, for a longer message leaves as several
 */
export function composeText<K extends TextKey>(
  own: OwnTexts,
  key: K,
  language: Language,
  values: TextValues<K>,
  limit = Infinity,
): string {
  const said = (template: string) => fillText(template, values, limit)
  return said(own[key]?.[language] ?? '') || said(textKinds[key].builtIn[language])
}

/** A template filled with values and cut at a limit; empty where nothing of it says anything. */
export function fillText(
  template: string,
  values: Readonly<Record<string, string | null>>,
  limit: number,
): string {
  const valueOf = (name: string) => (Object.hasOwn(values, name) ? (values[name]?.trim() ?? '') : '')
  const told = dropEmpty(template, (name) => valueOf(name) === '')
  // Once more: a value may make no address of a link.
  return firstPart(tidyHtml(fillHtml(told, valueOf)), limit)
}
