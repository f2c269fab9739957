import { AppError, errorCodes, type ErrorCode } from '@cartie/shared/errors'
import type { Problem } from '@cartie/shared/schemas/common'
import type { Http, Next, Parts } from '../call.ts'

const titles: Record<ErrorCode, string> = {
  invalid: 'The request is not valid',
  unauthenticated: 'Sign in first',
  forbidden: 'Not allowed',
  two_factor_required: 'Set up a second factor first',
  not_found: 'Not found',
  conflict: 'This does not fit the present state',
  precondition_failed: 'Somebody else changed it meanwhile',
  too_large: 'Too large',
  unsupported_type: 'This type of content is not supported',
  unprocessable: 'This cannot be done',
  rate_limited: 'Too many requests',
  internal: 'An internal error',
  unavailable: 'Not available at the moment',
}

/** The RFC 9457 document of a refusal. */
export function problemOf(error: AppError, requestId: string): Problem {
  return {
    type: 'about:blank',
    title: titles[error.code],
    status: errorCodes[error.code],
    detail: error.message,
    code: error.code,
    errors: error.errors,
    requestId,
  }
}

/** Answers every error below with a problem document; what is not meant for callers goes to the log only. */
export function problems({ log }: Pick<Parts, 'log'>) {
  return async (http: Http, next: Next) => {
    try {
      await next()
      if (http.status === 404 && http.body === undefined && http.respond !== false) {
        throw new AppError('not_found', 'There is nothing at this address.')
      }
    } catch (thrown) {
      const error = toAppError(thrown)
      const { requestId } = http.state
      if (error.code === 'internal') log.error({ requestId, err: thrown }, 'request failed')
      else if (error !== thrown) log.warn({ requestId, err: thrown }, 'request refused')
      if (http.headerSent) return http.res.destroy()
      http.status = error.status
      if (error.retryAfterS !== undefined) http.set('Retry-After', String(Math.ceil(error.retryAfterS)))
      http.body = JSON.stringify(problemOf(error, requestId))
      http.type = 'application/problem+json'
    }
  }
}

/** What a caller may know of any error. SQLSTATE classes: PostgreSQL manual, appendix A. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const state = (thrown as { code?: unknown } | null)?.code
  const code = typeof state === 'string' ? state : ''
  if (/^22/.test(code))
    return new AppError('invalid', 'A value cannot be stored. Check numbers, dates and ids.')
  if (/^23/.test(code)) return new AppError('conflict', 'This does not fit what is stored already.')
  if (code === '53100') {
    return new AppError(
      'unavailable',
      'The database has no room left. Nothing was changed; try again later.',
      {
        cause: thrown,
        retryAfterS: 60,
      },
    )
  }
  if (/^(40|55P03|57014)/.test(code)) {
    return new AppError('unavailable', 'The database is busy. Nothing was changed; try again.', {
      retryAfterS: 1,
    })
  }
  return new AppError('internal', 'Something went wrong on our side. It is logged under the requestId.')
}
