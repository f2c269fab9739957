import { ApiError } from '@cartie/shared/client'

/** What the API says no with, as a call throws it; `pointers` are the fields that it names. */
export const refusal = (status: number, code: string, pointers: readonly string[] = []): ApiError =>
  new ApiError({
    type: 'about:blank',
    title: '',
    status,
    detail: '',
    code,
    requestId: '',
    errors: pointers.map((pointer) => ({ pointer, code: 'invalid', message: 'wrong' })),
  })
