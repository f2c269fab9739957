import { ApiError, badRequest, tooManyRequests } from '../api-error.ts'
import type { Effect, FaultTarget } from '../faults.ts'
import type { Params } from '../params.ts'

/**
 * A fault from `kind`: drop, reset, late (`ms`), error (`code`, `description`) or flood (`retry_after`), and whom it
 * hits: `method`, `chat_id`, `after`, `times`.
 */
export function readFault(params: Params): [FaultTarget, Effect] {
  const target = {
    ...(params.has('method') ? { method: params.text('method') } : {}),
    ...(params.has('chat_id') ? { chatId: params.text('chat_id') } : {}),
    after: params.integer('after'),
    times: params.integer('times', 1),
  }
  return [target, readEffect(params)]
}

function readEffect(params: Params): Effect {
  const kind = params.text('kind')
  if (kind === 'drop' || kind === 'reset') return { kind }
  if (kind === 'late') return { kind, ms: params.integer('ms', 1000) }
  if (kind === 'flood') return { kind: 'error', error: tooManyRequests(params.integer('retry_after', 3)) }
  if (kind !== 'error') throw badRequest('kind is drop, reset, late, error or flood')
  const description = params.text('description') || 'Internal Server Error'
  return { kind, error: new ApiError(params.integer('code', 500), description) }
}
