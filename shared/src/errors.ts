/** Every way in which Cartie refuses, with the HTTP status that it is told by. The list is closed. */
export const errorCodes = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  /** The workspace asks a second factor of everybody, and the one who asks has none: they set it up in their account. */
  two_factor_required: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  unsupported_type: 415,
  unprocessable: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof errorCodes

/** One wrong field: a JSON pointer to it, a code, and a sentence that says how to mend it. */
export interface FieldError {
  pointer: string
  code: string
  message: string
}

/** An expected refusal. Its message is shown to people, so it says what is wrong and what helps. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly errors: FieldError[]
  readonly retryAfterS: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    more: { errors?: FieldError[]; retryAfterS?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause })
    this.name = 'AppError'
    this.code = code
    this.errors = more.errors ?? []
    this.retryAfterS = more.retryAfterS
  }

  get status(): number {
    return errorCodes[this.code]
  }
}

/** The refusal for what does not exist and for what the caller may not see: both look the same. */
export const notFound = (what: string): AppError =>
  new AppError('not_found', `There is no such ${what} here.`)
