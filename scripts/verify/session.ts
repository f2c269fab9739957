import { ApiError, createClient } from '@cartie/shared/client'
import { expect } from './expect.ts'

export type Client = ReturnType<typeof createClient>

/** Somebody who is signed in. */
export interface Session {
  cookie: string
  /** Calls as this person, in that workspace; their first one if absent. */
  client: (workspaceId?: string, signal?: AbortSignal) => Client
  signOut: () => Promise<void>
}

/** Signs in with a password. Throws with the cure where it is refused. */
export async function signIn(
  url: string,
  { email, password }: { email: string; password: string },
): Promise<Session> {
  const reply = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  })
  expect(reply.status !== 429, 'too many sign-ins from here; wait a minute')
  expect(
    reply.ok,
    `${email} is refused (${reply.status}): write the password of today into the credentials file`,
  )
  const cookie = reply.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  expect(
    cookie.includes('session_token='),
    `${email} needs a second factor: name a credentials file of an owner without one`,
  )
  return {
    cookie,
    client: (workspaceId, signal) =>
      createClient({
        url,
        headers: () => ({ cookie, origin: url, ...(workspaceId ? { 'x-workspace': workspaceId } : {}) }),
        fetch: stopping(signal),
      }),
    async signOut() {
      const headers = { 'content-type': 'application/json', cookie, origin: url }
      await fetch(`${url}/api/auth/sign-out`, { method: 'POST', headers, body: '{}' })
    },
  }
}

/** A fetch that ends with the signal. */
export const stopping =
  (signal: AbortSignal | undefined): typeof fetch =>
  (input, init) =>
    fetch(input, signal ? { ...init, signal } : init)

/** Whether a call is refused with that code of an error. */
export const refusedAs = (code: string, call: Promise<unknown>): Promise<boolean> =>
  call.then(
    () => false,
    (error: unknown) => {
      if (error instanceof ApiError) return error.problem.code === code
      throw error
    },
  )
