/** What of an error goes into `parameters`. */
export interface ErrorParameters {
  retry_after?: number
  migrate_to_chat_id?: number
}

/** An answer `{ ok: false }`. */
export class ApiError extends Error {
  readonly code: number
  readonly parameters: ErrorParameters | undefined

  constructor(code: number, description: string, parameters?: ErrorParameters) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

export const badRequest = (what: string, parameters?: ErrorParameters): ApiError =>
  new ApiError(400, `Bad Request: ${what}`, parameters)

export const forbidden = (what: string): ApiError => new ApiError(403, `Forbidden: ${what}`)

/** `seconds` until the next call may come. */
export const tooManyRequests = (seconds: number): ApiError =>
  new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
