import type { ClientRequest } from 'node:http'
import { gotScraping, Options, type Request } from 'got-scraping'
import type { GuardedAgents } from './guarded-agents.ts'
import type { SessionHeaders } from './session-headers.ts'

/** What differs from one request to the next; undefined ones are not sent. */
export interface OwnHeaders {
  host: string | undefined
  cookie: string | undefined
}

/** What is sent besides the address; a plain GET if absent. */
export interface Sent {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers: Record<string, string>
  body?: string
}

/** Opens one request. The answer is not followed, not decompressed and not read. */
export type OpenRequest = (target: URL, own: OwnHeaders, timeoutMs: number, sent?: Sent) => Request

/** Node's own default, said aloud: 64 KB of headers or a thousand cookies are refused. */
const maxHeaderBytes = 16 * 1024

/**
 * got-scraping in its guarded form. With `http2` on or its header generator in use it dials by itself, past our
 * agents and lookup, with a TLS probe of its own; by default it verifies no certificate and parses leniently.
 */
export function createGotClient(agents: GuardedAgents, session: SessionHeaders): OpenRequest {
  const guarded = gotScraping.extend({
    http2: false,
    followRedirect: false,
    decompress: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
    https: { rejectUnauthorized: true },
    agent: { http: agents.http, https: agents.https },
    dnsLookup: agents.lookup,
    maxHeaderSize: maxHeaderBytes,
    headers: Object.fromEntries(session.entries),
    context: { useHeaderGenerator: false, insecureHTTPParser: false },
  })
  // A template that got copies at each call: nothing is merged or validated anew for a page.
  const newTemplate = () => {
    const template = new Options(undefined, undefined, guarded.defaults.options)
    template.isStream = true
    return template
  }
  const usual = newTemplate()
  // From headers that are undefined got deletes, and V8 compiles that function, its largest, again each time.
  const withOwn = newTemplate()
  const recase = (native: ClientRequest) => {
    for (const [name, value] of session.entries) native.setHeader(name, value)
  }
  return (target, own, timeoutMs, sent) => {
    if (sent) return openSent(guarded, sent, target, own, timeoutMs)
    const template = own.host === undefined && own.cookie === undefined ? usual : withOwn
    template.url = target
    template.timeout.request = timeoutMs
    if (template === withOwn) Object.assign(template.headers, own)
    const request = guarded(undefined, undefined, template) as Request
    request.on('request', recase)
    return request
  }
}

/** The rarer way: a request with a method, headers and a body of its own. */
function openSent(
  guarded: typeof gotScraping,
  { method, headers, body }: Sent,
  target: URL,
  { host }: OwnHeaders,
  timeoutMs: number,
): Request {
  return guarded.stream(target, {
    method,
    headers: { ...headers, ...(host === undefined ? {} : { host }) },
    ...(body === undefined ? {} : { body }),
    timeout: { request: timeoutMs },
  })
}
