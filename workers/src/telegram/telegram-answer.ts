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
      /** The server answered without Telegram's words: a door before it, or an emulator that lacks the method. */
      isBare?: boolean
      retryAfterS?: number
      migrateToChatId?: string
    }

export type TelegramFailure = Extract<TelegramAnswer, { ok: false }>

/**
 * Calls a method of the Bot API once; never throws, never tries again by itself, and nothing that it gives holds
 * the token.
 * @param timeoutMs after this the call is given up; 30 seconds if absent
 */
export type TelegramCall = (
  token: string,
  method: string,
  params?: Record<string, unknown>,
  options?: { signal?: AbortSignal | undefined; timeoutMs?: number },
) => Promise<TelegramAnswer>

/**
 * Fetches a file that a bot was sent, by its name there; never throws, never tries again by itself, and nothing that it
 * gives holds the token.
 * @param maxBytes a larger one is `refused`; Telegram itself gives no bot more than 20 MB
 */
export type TelegramDownload = (
  token: string,
  fileId: string,
  options: { signal?: AbortSignal | undefined; timeoutMs?: number; maxBytes: number },
) => Promise<{ ok: true; bytes: Buffer } | TelegramFailure>
