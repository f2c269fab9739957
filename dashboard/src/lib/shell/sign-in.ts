import { getLocale } from '#lib/paraglide/runtime.js'
import { problemIn } from '@cartie/shared/client'

/** How a try to sign in ended; `code`: the second factor is asked for. `waitS` is in seconds. */
export type SignInResult =
  | { kind: 'ok' }
  | { kind: 'code' }
  | { kind: 'wrong' }
  /** Of a code: the password has to be given again. */
  | { kind: 'over' }
  | { kind: 'limited'; waitS: number }
  | { kind: 'offline' }
  | { kind: 'other'; text: string }

/** Signs in; the browser keeps the session's cookie. Never throws. */
export const signIn = (email: string, password: string): Promise<SignInResult> =>
  send('/sign-in/email', { email, password })

/** The second step, where the first one asked for a code. Never throws. */
export const sendCode = (code: string, kind: 'totp' | 'backup-code'): Promise<SignInResult> =>
  send(`/two-factor/verify-${kind}`, { code })

async function send(path: string, body: object): Promise<SignInResult> {
  const reply = await fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': getLocale() },
    body: JSON.stringify(body),
  }).catch(() => undefined)
  if (!reply || reply.status === 503 || reply.status === 502) return { kind: 'offline' }
  if (reply.ok) {
    const told: unknown = await reply.json().catch(() => undefined)
    const isPending = typeof told === 'object' && told !== null && 'twoFactorRedirect' in told
    return { kind: isPending ? 'code' : 'ok' }
  }
  if (reply.status === 401) return { kind: 'wrong' }
  if (reply.status === 409) return { kind: 'over' }
  if (reply.status === 429) {
    return { kind: 'limited', waitS: Math.max(1, Math.ceil(Number(reply.headers.get('retry-after')) || 60)) }
  }
  const problem = await problemIn(reply)
  return { kind: 'other', text: problem?.detail ?? `${reply.status} ${reply.statusText}` }
}
