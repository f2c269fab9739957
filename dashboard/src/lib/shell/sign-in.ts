import { getLocale } from '#lib/paraglide/runtime.js'
import { Problem } from '@cartie/shared/schemas/common'

/** How a try to sign in ended. `waitS` is in seconds. */
export type SignInResult =
  | { kind: 'ok' }
  | { kind: 'wrong' }
  | { kind: 'limited'; waitS: number }
  | { kind: 'offline' }
  | { kind: 'other'; text: string }

/** Signs in; the browser keeps the session's cookie. Never throws. */
export async function signIn(email: string, password: string): Promise<SignInResult> {
  const reply = await fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': getLocale() },
    body: JSON.stringify({ email, password }),
  }).catch(() => undefined)
  if (!reply || reply.status === 503 || reply.status === 502) return { kind: 'offline' }
  if (reply.ok) return { kind: 'ok' }
  if (reply.status === 401) return { kind: 'wrong' }
  if (reply.status === 429) {
    return { kind: 'limited', waitS: Math.max(1, Math.ceil(Number(reply.headers.get('retry-after')) || 60)) }
  }
  const problem = Problem.safeParse(await reply.json().catch(() => undefined))
  return {
    kind: 'other',
    text: problem.success ? problem.data.detail : `${reply.status} ${reply.statusText}`,
  }
}
