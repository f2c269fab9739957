import { badRequest } from '../api-error.ts'
import type { BotCommand } from '../bot.ts'
import { isRecord, type Params } from '../params.ts'
import type { Method } from './method.ts'

export const setMyCommands: Method = ({ bot, params }) => {
  const value = params.json('commands', 'commands')
  if (!Array.isArray(value)) throw badRequest('expected an Array of BotCommand')
  if (value.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  bot.commands.set(keyOf(params), value.map(readCommand))
  return true
}

export const getMyCommands: Method = ({ bot, params }) => bot.commands.get(keyOf(params)) ?? []

export const deleteMyCommands: Method = ({ bot, params }) => {
  bot.commands.delete(keyOf(params))
  return true
}

/** A set of commands belongs to a scope and a language. */
function keyOf(params: Params): string {
  const scope = params.json('scope', 'BotCommandScope')
  return `${isRecord(scope) ? JSON.stringify(scope) : '{"type":"default"}'} ${params.text('language_code')}`
}

function readCommand(value: unknown): BotCommand {
  if (!isRecord(value)) throw badRequest("can't parse BotCommand: expected an Object")
  const { command, description } = value
  if (typeof command !== 'string' || !/^\/?[a-z0-9_]{1,32}$/.test(command))
    throw badRequest('BOT_COMMAND_INVALID')
  if (typeof description !== 'string' || description === '' || description.length > 256)
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  return { command: command.replace(/^\//, ''), description }
}
