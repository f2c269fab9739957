import { readFileSync, readdirSync } from 'node:fs'

export type Language = 'uk' | 'ru' | 'en'
type Message = string | Record<string, string>

const folder = new URL('../../dashboard/messages/', import.meta.url)
const read = (language: Language): Record<string, Message> =>
  Object.assign(
    {},
    ...readdirSync(folder)
      .filter((name) => name.endsWith(`.${language}.json`))
      .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, Message>),
  ) as Record<string, Message>
const messages = { uk: read('uk'), ru: read('ru'), en: read('en') }

/** The names of all messages of the dashboard. */
export const messageKeys: readonly string[] = Object.keys(messages.en)

/**
 * What the dashboard says under a message's name, with its values filled in; `count` chooses the plural form.
 * Throws where there is no such message, so that a renamed one fails by its name.
 */
export function word(
  key: string,
  values: Record<string, string | number> = {},
  language: Language = 'uk',
): string {
  const message = messages[language][key]
  if (message === undefined) throw new Error(`the dashboard has no message ${key}`)
  const text =
    typeof message === 'string'
      ? message
      : (message[new Intl.PluralRules(language).select(Number(values.count))] ?? message.other ?? '')
  const all = 'count' in values ? { countText: values.count, ...values } : values
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(all[name]))
}
