import type { ReasonCode } from '@cartie/shared/domain/parse-outcome'

/** What each refusal or failure means to the caller: the dealer's words for it, and whether a later try can help. */
const meanings = {
  INVALID_URL: { reason: 'invalid_url', retryable: false },
  TOO_LONG: { reason: 'invalid_url', retryable: false },
  BLOCKED_SCHEME: { reason: 'invalid_url', retryable: false },
  BLOCKED_CREDENTIALS: { reason: 'invalid_url', retryable: false },
  BLOCKED_HOST: { reason: 'blocked_address', retryable: false },
  BLOCKED_IP: { reason: 'blocked_address', retryable: false },
  BLOCKED_PORT: { reason: 'blocked_address', retryable: false },
  BLOCKED_SELF: { reason: 'blocked_address', retryable: false },
  ROBOTS: { reason: 'robots', retryable: false },
  TOO_MANY_REDIRECTS: { reason: 'too_many_redirects', retryable: false },
  TOO_LARGE: { reason: 'too_large', retryable: false },
  DEADLINE: { reason: 'timeout', retryable: true },
  DNS: { reason: 'unreachable', retryable: true },
  CONNECT: { reason: 'unreachable', retryable: true },
  TLS: { reason: 'unreachable', retryable: false },
  RESET: { reason: 'unreachable', retryable: true },
  CIRCUIT_OPEN: { reason: 'unreachable', retryable: true },
  DECODE_ERROR: { reason: 'bad_answer', retryable: false },
  EMPTY: { reason: 'bad_answer', retryable: false },
  HEADERS_TOO_LARGE: { reason: 'bad_answer', retryable: false },
  PROTOCOL_ERROR: { reason: 'bad_answer', retryable: false },
  UNSUPPORTED_TYPE: { reason: 'not_a_page', retryable: false },
} as const satisfies Record<string, { reason: ReasonCode; retryable: boolean }>

export type FetchFailureCode = keyof typeof meanings

/** The answer's headers that callers decide by; absent ones are left out. */
export type AnswerHeaders = Partial<Record<'retry-after' | 'x-robots-tag' | 'server', string>>

/** Any HTTP answer (of any status) with a body that is text, already decompressed and not yet decoded to characters. */
export interface FetchedPage {
  ok: true
  status: number
  /** The canonical address that answered, after redirects. */
  url: string
  bytes: Buffer
  /** As the site declared it, '' when it did not. */
  contentType: string
  headers: AnswerHeaders
  /** How many redirects were followed. */
  hops: number
}

export interface FetchFailure {
  ok: false
  code: FetchFailureCode
  reason: ReasonCode
  /** True when the same address may answer later. */
  retryable: boolean
  /** For the log; never holds credentials. */
  detail: string
}

export type FetchResult = FetchedPage | FetchFailure

/**
 * Makes the typed failure for a code.
 * @param retryable overrides what the code says in general, for a cause that is known more exactly
 */
export function failure(
  code: FetchFailureCode,
  detail: string,
  retryable: boolean = meanings[code].retryable,
): FetchFailure {
  return { ok: false, code, reason: meanings[code].reason, retryable, detail }
}
