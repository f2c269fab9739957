import { goto } from '$app/navigation'
import { ApiError, createClient } from '@cartie/shared/client'
import { getLocale } from '#lib/paraglide/runtime.js'
import { session } from './session.svelte.ts'

/** Where to sign in, coming back to the page that is open now. */
export const loginPath = (): string => {
  const here = location.pathname + location.search
  return here === '/' || here.startsWith('/login') ? '/login' : `/login?back=${encodeURIComponent(here)}`
}

/** `fetch` of this origin; an ended session leads to the sign-in. */
const send: typeof fetch = async (input, init) => {
  const reply = await fetch(input, init)
  if (reply.status === 401 && !location.pathname.startsWith('/login')) {
    session.me = undefined
    await goto(loginPath(), { replace: true })
  }
  return reply
}

/** The headers of every call: the workspace and the reader's language. */
export const callHeaders = (): Record<string, string> => ({
  'accept-language': getLocale(),
  ...(session.workspaceId ? { 'x-workspace': session.workspaceId } : {}),
})

/** The one HTTP client of the dashboard. Throws ApiError, or TypeError when the server can't be reached. */
export const call = createClient({ url: '', fetch: send, headers: callHeaders })

/** Whether a call was refused for a reason with this code. */
export const isRefusal = (error: unknown, code: string): boolean =>
  error instanceof ApiError && error.problem.code === code

/** Whether a call was refused for what it says in a field. */
export const isRefusedFor = (error: unknown, field: string): boolean =>
  error instanceof ApiError && error.problem.errors.some(({ pointer }) => pointer.endsWith(`/${field}`))

/** The address of a file that the API makes, below /api/v1: a browser that opens it names the workspace in the address. */
export const fileHref = (path: string, query: Record<string, string> | URLSearchParams): string => {
  const params = new URLSearchParams(query)
  if (session.workspaceId) params.set('workspace', session.workspaceId)
  return `/api/v1${path}?${params}`
}
