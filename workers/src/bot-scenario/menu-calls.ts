import type { BotMenu } from '@cartie/shared/schemas/bot'
import { Language } from '@cartie/shared/schemas/common'

export interface MenuCall {
  method: string
  params: Record<string, unknown>
}

type Words = Partial<Record<Language, string>>

/**
 * The calls that bring a bot's commands and its menu button to Telegram: commands for everybody in the bot's
 * language, and for each language that has a text of its own. What is missing in a language is told in the bot's.
 */
export function menuCalls({ commands, button }: BotMenu, language: Language): MenuCall[] {
  const listIn = (wanted: Language) =>
    commands.map(({ command, description }) => ({
      command,
      description: textIn(description, wanted, language),
    }))
  const forLanguage = (code: Language): MenuCall =>
    commands.some(({ description }) => description[code])
      ? { method: 'setMyCommands', params: { commands: listIn(code), language_code: code } }
      : { method: 'deleteMyCommands', params: { language_code: code } }
  return [
    commands.length
      ? { method: 'setMyCommands', params: { commands: listIn(language) } }
      : { method: 'deleteMyCommands', params: {} },
    ...Language.options.map(forLanguage),
    { method: 'setChatMenuButton', params: { menu_button: buttonIn(button, language) } },
  ]
}

const buttonIn = (button: BotMenu['button'], language: Language) =>
  button.kind === 'page'
    ? { type: 'web_app', text: textIn(button.text, language, language), web_app: { url: button.url } }
    : { type: button.kind }

const textIn = (words: Words, wanted: Language, otherwise: Language): string =>
  words[wanted] || words[otherwise] || Object.values(words).find(Boolean) || ''
