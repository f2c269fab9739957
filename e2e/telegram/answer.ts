import { ApiError } from './api-error.ts'
import type { Bot } from './bot.ts'
import type { Effect, Faults } from './faults.ts'
import type { Call, Journal } from './journal.ts'
import { findMethod } from './methods/all.ts'
import type { Request } from './methods/method.ts'
import { isRecord } from './params.ts'

export interface Answer {
  status: number
  body: string
  headers?: Record<string, string>
  /** What happens to the answer on its way. */
  fate?: { kind: 'lost' } | { kind: 'late'; ms: number }
}

const lost = { kind: 'lost' } as const

/** Carries out one call of a bot, faults included, and writes it down before it is answered. */
export async function answerCall(
  name: string,
  request: Request,
  { faults, journal }: { faults: Faults; journal: Journal },
): Promise<Answer> {
  const { bot, params, world } = request
  const method = findMethod(name)
  const chatId = params.text('chat_id')
  const call = {
    kind: 'call' as const,
    at: world.clock.now(),
    bot: bot.user.username ?? '',
    method: method?.name ?? name,
    chatId,
    params: params.fields,
    files: [...params.files.keys()],
  }
  const write = (rest: Omit<Call, keyof typeof call>) => journal.append({ ...call, ...rest })
  const effect = faults.take({ method: name, botId: bot.id, chatId })
  const instead = refusedBy(effect)
  if (instead) {
    const parameters = effect?.kind === 'error' ? effect.error.parameters : undefined
    const error = effect?.kind === 'error' ? effect.error.message : effect?.kind
    const status = instead.fate ? 0 : instead.status
    write({
      status,
      done: false,
      messageIds: [],
      ...(error ? { error } : {}),
      ...(parameters ? { parameters } : {}),
    })
    return instead
  }
  try {
    if (!method) throw new ApiError(404, 'Not Found: method not found')
    const result = await method.run(request)
    write({ status: effect?.kind === 'drop' ? 0 : 200, done: true, messageIds: idsOf(result) })
    const answer = { status: 200, body: JSON.stringify({ ok: true, result }) }
    if (effect?.kind === 'drop') return { ...answer, fate: lost }
    return effect?.kind === 'late' ? { ...answer, fate: effect } : answer
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const { code, message, parameters } = error
    write({
      status: code,
      done: false,
      messageIds: [],
      error: message,
      ...(parameters ? { parameters } : {}),
    })
    return errorAnswer(error)
  }
}

function refusedBy(effect: Effect | undefined): Answer | undefined {
  if (effect?.kind === 'reset') return { status: 0, body: '', fate: lost }
  if (effect?.kind === 'body') return { status: effect.status, body: effect.body }
  return effect?.kind === 'error' ? errorAnswer(effect.error) : undefined
}

export function errorAnswer({ code, message, parameters }: ApiError): Answer {
  const retryAfter = parameters?.retry_after
  return {
    status: code,
    body: JSON.stringify({ ok: false, error_code: code, description: message, parameters }),
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
  }
}

function idsOf(result: unknown): number[] {
  return [result]
    .flat()
    .filter(isRecord)
    .map((message) => message.message_id)
    .filter((id) => typeof id === 'number')
}

/** The bot that a path names. Throws as Telegram does. */
export function botOf(bots: readonly Bot[], token: string): Bot {
  if (!/^[1-9]\d*:.+$/.test(token)) throw new ApiError(401, 'Unauthorized: invalid token specified')
  const bot = bots.find((known) => known.token === token)
  if (!bot) throw new ApiError(401, 'Unauthorized')
  return bot
}
