import type { ReasonCode } from '@cartie/shared/domain/parse-outcome'
import type { AnswerHeaders } from './fetch-result.ts'

export interface StatusJudgement {
  reason: ReasonCode
  retryable: boolean
  /** Seconds that the site asks to wait, at most a day. */
  retryAfterS?: number
}

const longestWaitS = 24 * 3600

/**
 * Says what an HTTP status means for a page that was asked for.
 * @param nowMs epoch milliseconds, against which a Retry-After date is read
 * @returns undefined for a 2xx answer, whose body is the page
 */
export function judgeStatus(
  status: number,
  headers: AnswerHeaders = {},
  nowMs: number = Date.now(),
): StatusJudgement | undefined {
  if (status >= 200 && status < 300) return undefined
  const retryAfterS = readRetryAfter(headers['retry-after'], nowMs)
  const wait = retryAfterS === undefined ? {} : { retryAfterS }
  if (status === 404 || status === 410) return { reason: 'page_gone', retryable: false }
  if (status === 401 || status === 403 || status === 451) {
    return { reason: 'forbidden_by_site', retryable: false }
  }
  if (status === 429) return { reason: 'too_busy', retryable: true, ...wait }
  if (status === 503 && retryAfterS !== undefined) return { reason: 'too_busy', retryable: true, ...wait }
  if (status >= 500 || status === 408 || status === 425) {
    return { reason: 'site_error', retryable: true, ...wait }
  }
  return { reason: 'bad_answer', retryable: false }
}

/** RFC 9110 §10.2.3: whole seconds or an HTTP date. Anything else is as if absent. */
function readRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined
  const text = value.trim()
  if (!/^(?:\d{1,12}$|[A-Z][a-z]{2})/.test(text)) return undefined
  const seconds = /^\d/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - nowMs) / 1000)
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), longestWaitS)
}
