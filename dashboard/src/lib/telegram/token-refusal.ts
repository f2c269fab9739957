import { ApiError } from '@cartie/shared/client'
import { m } from '#lib/paraglide/messages.js'
import { problemText } from '#lib/problem-text.ts'

const words: Record<string, () => string> = {
  taken: m.telegram_token_taken,
  other_bot: m.telegram_token_other,
}

/** Why a token was not taken, in the reader's language. */
export function tokenRefusal(error: unknown): string {
  const code = error instanceof ApiError ? error.problem.errors[0]?.code : undefined
  return (code && words[code]?.()) || problemText(error).text
}
