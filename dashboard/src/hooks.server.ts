import type { RequestEvent } from '@sveltejs/kit'
import type { Handle, HandleFetch } from '@sveltejs/kit/hooks'
import { cookieMaxAge, cookieName, extractLocaleFromHeader, isLocale } from '#lib/paraglide/runtime.js'
import { paraglideMiddleware } from '#lib/paraglide/server.js'

/** Every page is told its language, by the reader's cookie or by what it shows. */
export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.url.pathname.startsWith('/p/') ? greeted(event) : event.request, ({ locale }) =>
    resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%cartie.lang%', event.locals.language ?? locale),
    }),
  )

/** A visitor's request in the language that its address names, or else they chose before, or else of their browser. */
function greeted({ request, cookies, url }: RequestEvent): Request {
  const known = cookies.get(cookieName)
  const named = url.searchParams.get('language') ?? ''
  const locale = isLocale(named) ? named : known === undefined ? extractLocaleFromHeader(request) : undefined
  if (!locale || locale === known) return request
  const secure = url.protocol === 'https:'
  // A proposal that a manager looks at in its client's language changes nothing for the manager.
  if (known === undefined || !url.pathname.startsWith('/p/proposal/'))
    cookies.set(cookieName, locale, { path: '/', httpOnly: false, secure, maxAge: cookieMaxAge })
  const headers = new Headers(request.headers)
  headers.set('cookie', `${cookieName}=${locale}`)
  return new Request(request.url, { headers })
}

/** What a page asks the API while it is drawn here goes straight to it, in the visitor's name. */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  const { origin, pathname, search } = new URL(request.url)
  const api = event.request.headers.get('x-cartie-api')
  if (!api || origin !== event.url.origin || !pathname.startsWith('/api/')) return fetch(request)
  const headers = new Headers(request.headers)
  for (const name of ['x-forwarded-for', 'x-forwarded-proto'])
    headers.set(name, event.request.headers.get(name) ?? '')
  const body = request.body ? { body: await request.arrayBuffer() } : {}
  return globalThis.fetch(new URL(pathname + search, api), { method: request.method, headers, ...body })
}
