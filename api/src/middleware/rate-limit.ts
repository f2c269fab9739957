import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@cartie/shared/errors'
import type { Http, Next } from '../call.ts'
import { bucketOf } from '../client-address.ts'

const windowS = 60

export interface Limit {
  /** Takes one try of a key; throws `rate_limited` when none is left. Tells the state in the reply's headers. */
  take: (key: string, http?: Http) => Promise<void>
  /** Throws `rate_limited` where a key has none left, without taking one. */
  check: (key: string) => Promise<void>
  forget: (key: string) => Promise<void>
}

/**
 * So many tries a minute for each key, counted in this process: one API process serves an installation, so nothing
 * shared is written for a request. Who runs several has the limits that many times over, and divides RATE_LIMIT.
 * Headers: draft-ietf-httpapi-ratelimit-headers-11.
 */
export function createLimit(name: string, perMinute: number): Limit {
  const limiter = new RateLimiterMemory({ keyPrefix: name, points: perMinute, duration: windowS })
  const tell = (http: Http | undefined, left: number, ms: number) =>
    http?.set({
      'RateLimit-Policy': `"${name}";q=${perMinute};w=${windowS}`,
      RateLimit: `"${name}";r=${Math.max(0, left)};t=${Math.ceil(ms / 1000)}`,
    })
  const refuse = (ms: number) =>
    new AppError('rate_limited', 'Too many requests. Wait as long as Retry-After says, then go on.', {
      retryAfterS: Math.max(1, ms / 1000),
    })
  return {
    async take(key, http) {
      try {
        const state = await limiter.consume(key)
        tell(http, state.remainingPoints, state.msBeforeNext)
      } catch (thrown) {
        if (!(thrown instanceof RateLimiterRes)) throw thrown
        tell(http, 0, thrown.msBeforeNext)
        throw refuse(thrown.msBeforeNext)
      }
    },
    async check(key) {
      const state = await limiter.get(key)
      if (state && state.consumedPoints >= perMinute) throw refuse(state.msBeforeNext)
    },
    async forget(key) {
      await limiter.delete(key)
    },
  }
}

/** The first door: an address has a multiple of what one caller has, for people share addresses. */
export function limitByAddress(perCaller: number) {
  const limit = createLimit('address', perCaller * 4)
  return async (http: Http, next: Next) => {
    await limit.take(bucketOf(http.state.ip), http)
    await next()
  }
}
