import type { TelegramAnswer, TelegramCall } from '../../telegram/telegram-answer.ts'

export interface LoggedCall {
  token: string
  method: string
  params: Record<string, unknown>
  atMs: number
}

/** The other side of a test: it keeps each call that reaches it, and answers as the test says. */
export interface ScriptedTelegram {
  call: TelegramCall
  calls: LoggedCall[]
}

/** A Telegram that answers with `answer`; a message is taken by default, and gets the next number. */
export function scriptedTelegram(
  answer: (call: LoggedCall, n: number) => TelegramAnswer | Promise<TelegramAnswer> | undefined = () =>
    undefined,
): ScriptedTelegram {
  const calls: LoggedCall[] = []
  return {
    calls,
    call: async (token, method, params = {}, { timeoutMs } = {}) => {
      // As the real one, which takes whole milliseconds alone.
      if (timeoutMs !== undefined) AbortSignal.timeout(timeoutMs)
      const call = { token, method, params, atMs: performance.now() }
      calls.push(call)
      const n = calls.length
      return (await answer(call, n)) ?? { ok: true, result: { message_id: n } }
    },
  }
}

/** What Telegram says, in its words. */
export const answers = {
  blocked: refusal(403, 'Forbidden: bot was blocked by the user'),
  badRequest: refusal(400, "Bad Request: can't parse entities: Unsupported start tag"),
  unauthorized: refusal(401, 'Unauthorized'),
  broken: refusal(502, 'Bad Gateway'),
  unreachable: { ok: false, kind: 'unreachable', description: 'connect ECONNREFUSED' },
  unsure: { ok: false, kind: 'unsure', description: 'No answer came' },
  limited: (retryAfterS: number) => ({
    ok: false,
    kind: 'limited',
    code: 429,
    retryAfterS,
    description: `Too Many Requests: retry after ${retryAfterS}`,
  }),
  migrated: (migrateToChatId: number) => ({
    ok: false,
    kind: 'refused',
    code: 400,
    migrateToChatId: String(migrateToChatId),
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
  }),
} as const satisfies Record<string, TelegramAnswer | ((n: number) => TelegramAnswer)>

function refusal(code: number, description: string) {
  return { ok: false, kind: 'refused', code, description } as const
}
