/**
 * What became of a call to Telegram. `refused`: it said no; `limited`: it asks to wait; `unreachable`: it surely never
 * got the call; `unsure`: bytes were written and no answer came.
 */
export type TelegramAnswer =
  | { ok: true; result: unknown }
  | {
      ok: false
      kind: 'refused' | 'limited' | 'unreachable' | 'unsure'
      code?: number
      description: string
      retryAfterS?: number
      migrateToChatId?: number
    }

/** One call to Telegram, tried once. It never throws, and nothing that it gives holds the token. */
export type TelegramCall = (
  token: string,
  method: string,
  params: Record<string, unknown>,
  options: { signal?: AbortSignal; timeoutMs?: number },
) => Promise<TelegramAnswer>
