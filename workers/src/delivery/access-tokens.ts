import { createHash } from 'node:crypto'

/** A token that opens a service for a time. */
export interface AccessToken {
  token: string
  /** Milliseconds since 1970. */
  until: number
}

/** Access tokens of this process, by what they were given for. */
export interface AccessTokens {
  /** The token that is known, or the one that `fetch` brings. */
  of: (secret: string, fetch: () => Promise<AccessToken>) => Promise<string>
  /** Forgets one that was refused. */
  forget: (secret: string) => void
}

/** Before its end a token is used no more: a call takes its time. */
const marginMs = 60_000
const mostKept = 1000

/** Keeps access tokens in memory, by a hash of the secret that they were given for. */
export function createAccessTokens(clock: () => number = Date.now): AccessTokens {
  const kept = new Map<string, AccessToken>()
  const keyOf = (secret: string) => createHash('sha256').update(secret).digest('base64')
  return {
    async of(secret, fetch) {
      const key = keyOf(secret)
      const known = kept.get(key)
      if (known && known.until - marginMs > clock()) return known.token
      const fresh = await fetch()
      kept.delete(key)
      kept.set(key, fresh)
      if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
      return fresh.token
    },
    forget: (secret) => void kept.delete(keyOf(secret)),
  }
}
