import { session } from '#lib/session.svelte.ts'

/** Ends the session and opens the sign-in, whatever the server says: the page must not go on showing data. */
export async function signOut(): Promise<void> {
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch(() => undefined)
  session.me = undefined
  location.assign('/login')
}
