import { errorAnswer, type Answer } from '../answer.ts'
import { ApiError, badRequest } from '../api-error.ts'
import type { Asked } from '../http-front.ts'
import { readParams } from '../params.ts'
import type { Cast } from './cast.ts'
import { verbs } from './verbs.ts'

/**
 * Serves `POST /control/<verb>` with JSON: other processes, and people without a Telegram account, speak as users.
 * Answers as the Bot API does: `{ ok, result }` or `{ ok: false, description }`.
 */
export async function answerControl(cast: Cast, asked: Asked): Promise<Answer> {
  const name = /^\/control\/([\w-]+)$/.exec(asked.path)?.[1] ?? ''
  try {
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
    if (!verb) throw new ApiError(404, `Not Found: /control/ knows ${Object.keys(verbs).join(', ')}`)
    const result = await verb(cast, readParams(asked.query, 'application/json', asked.body))
    return { status: 200, body: JSON.stringify({ ok: true, result }) }
  } catch (error) {
    return errorAnswer(error instanceof ApiError ? error : badRequest(words(error)))
  }
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))
