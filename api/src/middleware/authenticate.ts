import { findApiKey, type KnownKey } from '@cartie/db/services/api-key/find'
import { hashKey, isKeyText } from '@cartie/db/services/api-key/key-text'
import { listMemberships } from '@cartie/db/services/member/list-memberships'
import { AppError, notFound } from '@cartie/shared/errors'
import type { Caller, Http, Parts, Person } from '../call.ts'
import { bucketOf } from '../client-address.ts'
import { withDeadline } from '../deadline.ts'
import { createLimit } from './rate-limit.ts'

const lookUpMs = 900
/** A revoked key works at most this long. */
const keyMemoryMs = 1000
const knownKeys = 1000
/** Wrong keys and cookies a minute, from one address and over one hop. */
const failuresPerAddress = 60
const failuresPerHop = 300

const unauthenticated = (detail: string) => new AppError('unauthenticated', detail)

/**
 * Finds out who calls: a bearer key, else the session's cookie. After too many failures of an address, callers
 * that were not recognised lately are refused before anything is looked up.
 * `authenticate` throws `unauthenticated`, `rate_limited`, `not_found` for a workspace that the caller may not see,
 * and `unavailable` where the database does not answer within a second.
 */
export function createAuthenticator({ auth, db }: Pick<Parts, 'auth' | 'db'>) {
  const memory = new Map<string, { key: KnownKey; until: number }>()
  const lately = new Set<string>()
  const byAddress = createLimit('failures', failuresPerAddress)
  const byHop = createLimit('failures-hop', failuresPerHop)

  const failed = async (http: Http, detail: string): Promise<never> => {
    await byAddress.take(bucketOf(http.state.ip)).catch(() => undefined)
    await byHop.take(bucketOf(http.state.hop)).catch(() => undefined)
    throw unauthenticated(detail)
  }

  /** Somebody recognised before is not held up by the failures of others at the same address. */
  const checkFailures = async (http: Http, fingerprint: string) => {
    if (lately.has(fingerprint)) return
    await byAddress.check(bucketOf(http.state.ip))
    await byHop.check(bucketOf(http.state.hop))
  }
  const recognised = (fingerprint: string) => {
    if (lately.size >= knownKeys) lately.clear()
    lately.add(fingerprint)
  }

  async function callerOfKey(http: Http, key: string): Promise<Caller> {
    const hash = hashKey(key)
    await checkFailures(http, hash)
    const known = isKeyText(key) ? await lookUp(hash) : undefined
    if (!known) return failed(http, 'The API key is wrong or revoked.')
    recognised(hash)
    const asked = askedWorkspace(http)
    if (asked && asked !== known.workspaceId && asked !== known.workspaceSlug) throw notFound('workspace')
    return {
      actor: {
        kind: 'apiKey',
        id: known.id,
        role: known.role,
        name: known.name,
        ...(known.scopes ? { scopes: known.scopes } : {}),
      },
      workspaceId: known.workspaceId,
      user: null,
      memberships: [],
    }
  }

  async function lookUp(hash: string): Promise<KnownKey | undefined> {
    const remembered = memory.get(hash)
    if (remembered && remembered.until > Date.now()) return remembered.key
    const asked = Date.now()
    const key = await withDeadline(lookUpMs, findApiKey(db, hash))
    memory.delete(hash)
    if (!key) return undefined
    if (memory.size >= knownKeys) memory.clear()
    memory.set(hash, { key, until: asked + keyMemoryMs })
    return key
  }

  async function personOf(http: Http): Promise<Person> {
    const cookie = http.get('cookie')
    if (!cookie.includes('session_token='))
      throw unauthenticated('Sign in, or send an API key as a bearer token.')
    const fingerprint = hashKey(cookie)
    await checkFailures(http, fingerprint)
    const session = await withDeadline(lookUpMs, sessionOf(cookie))
    if (!session) return failed(http, 'The session has ended. Sign in again.')
    recognised(fingerprint)
    const { id, name, email, emailVerified, twoFactorEnabled, isOperator } = session.user
    return {
      id,
      name,
      email,
      sessionId: session.session.id,
      emailVerified,
      twoFactor: twoFactorEnabled === true,
      isOperator: isOperator === true,
    }
  }

  async function callerOfSession(http: Http): Promise<Caller> {
    const user = await personOf(http)
    const memberships = await withDeadline(lookUpMs, listMemberships(db, user.id))
    const asked = askedWorkspace(http)
    const own = asked ? memberships.find((m) => m.id === asked || m.slug === asked) : memberships[0]
    if (!own) throw notFound('workspace')
    return {
      actor: { kind: 'user', id: user.id, role: own.role, name: user.name },
      workspaceId: own.id,
      user,
      memberships,
    }
  }

  const sessionOf = async (cookie: string) => {
    try {
      return await auth.api.getSession({ headers: new Headers({ cookie }), query: { disableRefresh: true } })
    } catch (cause) {
      throw new AppError('unavailable', 'Sessions cannot be checked at the moment. Try again.', {
        cause,
        retryAfterS: 2,
      })
    }
  }

  return {
    async authenticate(http: Http): Promise<Caller> {
      const authorization = http.get('authorization')
      const bearer = /^bearer\s+(\S+)\s*$/i.exec(authorization)?.[1]
      if (authorization && !bearer) return failed(http, 'Send an API key as "Authorization: Bearer <key>".')
      return bearer ? callerOfKey(http, bearer) : callerOfSession(http)
    },
    /** Who is signed in, whether or not they belong to a workspace; undefined for nobody. */
    personIfAny: (http: Http): Promise<Person | undefined> =>
      personOf(http).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'unauthenticated') return undefined
        throw error
      }),
  }
}

export type Authenticator = ReturnType<typeof createAuthenticator>

/** The workspace that the caller names, by slug or id; browsers' event streams can only do it in the address. */
const askedWorkspace = (http: Http): string => {
  const inAddress = http.query.workspace
  return http.get('x-workspace') || (typeof inAddress === 'string' ? inAddress : '')
}
