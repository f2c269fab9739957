import { badRequest } from '../api-error.ts'
import { isRecord } from '../params.ts'
import type { Method } from './method.ts'

const types = ['default', 'commands', 'web_app']

export const setChatMenuButton: Method = ({ bot, params }) => {
  const button = params.json('menu_button', 'menu button') ?? { type: 'default' }
  if (!isRecord(button)) throw badRequest("can't parse menu button: MenuButton must be an Object")
  if (!types.includes(String(button.type)))
    throw badRequest("can't parse menu button: MenuButton has unsupported type")
  bot.menuButtons.set(params.integer('chat_id'), button)
  return true
}

export const getChatMenuButton: Method = ({ bot, params }) =>
  bot.menuButtons.get(params.integer('chat_id')) ?? bot.menuButtons.get(0) ?? { type: 'commands' }
