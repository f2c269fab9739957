import { AppError } from '@cartie/shared/errors'
import type { Http, Next } from '../call.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
const loopback = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Refuses requests that change something and that another site's page may have sent: whoever comes with a
 * cookie must come from our own pages, as Origin and Sec-Fetch-Site tell (neither can be set by a page).
 * @param publicUrl where people open the dashboard; on this machine its other names count too
 */
export function sameOrigin(publicUrl: string) {
  const own = new Set(ownOrigins(publicUrl))
  return async (http: Http, next: Next) => {
    if (!safe.has(http.method) && isAmbient(http) && !fromOurPages(http, own)) {
      throw new AppError(
        'forbidden',
        'This request did not come from a page of this installation. Open the dashboard under PUBLIC_URL, or use an API key.',
      )
    }
    await next()
  }
}

/** Whether a browser may act for its owner here without his knowing: by a cookie, or by signing somebody in. */
const isAmbient = (http: Http): boolean =>
  !/^bearer /i.test(http.get('authorization')) &&
  (http.get('cookie') !== '' || /^\/(?:api\/auth|admin)(?:\/|$)/.test(http.path))

function fromOurPages(http: Http, own: ReadonlySet<string>): boolean {
  const origin = http.get('origin')
  const site = http.get('sec-fetch-site')
  if (site && site !== 'same-origin') return false
  if (own.has(origin)) return true
  // An installation that is also reached under another name: the browser itself vouches for "same origin".
  return (
    site === 'same-origin' && URL.parse(origin)?.host === (http.get('x-forwarded-host') || http.get('host'))
  )
}

function ownOrigins(publicUrl: string): string[] {
  const url = new URL(publicUrl)
  if (!loopback.includes(url.hostname)) return [url.origin]
  return loopback.map((name) => `${url.protocol}//${name}${url.port ? `:${url.port}` : ''}`)
}
