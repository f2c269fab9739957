import { AppError } from '@cartie/shared/errors'

/** What `work` gives, or `unavailable` after `ms`; the work itself may still end later. */
export async function withDeadline<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new AppError('unavailable', 'The server is busy. Try again in a moment.', { retryAfterS: 1 }))
    }, ms)
  })
  // The loser of the race must not end the process.
  work.catch(() => undefined)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
