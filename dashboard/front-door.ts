import { Agent, request as httpRequest } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Agent as SecureAgent, request as httpsRequest } from 'node:https'
import { BlockList, isIP } from 'node:net'

export type PageHandler = (req: IncomingMessage, res: ServerResponse, next: () => void) => void

export interface FrontDoorOptions {
  /** Origin of the API. */
  apiUrl: string
  /** Addresses and CIDR ranges of proxies whose X-Forwarded-For and -Proto are passed on. */
  trustedProxies: readonly string[]
  /** What answers every address that is not the API's. */
  pages: PageHandler
  /** How long the API may be silent before a request is given up; live streams send a sign of life sooner. */
  idleMs?: number
}

const apiPath = /^\/(?:(?:api|admin|samples)(?:[/?]|$)|(?:healthz|readyz|metrics)(?:\?|$))/
/** By it pages that are drawn here find the API; whatever a stranger writes there is overwritten. */
const apiHeader = 'x-cartie-api'
const hopHeaders = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])
const pageHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
}

/**
 * The one origin that people open: addresses of the API are streamed to it, all others are pages. While the API is
 * away its callers get 503 as problem+json. Throws an Error for a trusted proxy that is no address.
 */
export function createFrontDoor(options: FrontDoorOptions) {
  const api = new URL(options.apiUrl)
  const isSecure = api.protocol === 'https:'
  const agent = isSecure ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true })
  const send = isSecure ? httpsRequest : httpRequest
  const idleMs = options.idleMs ?? 60_000
  const isTrusted = trustOf(options.trustedProxies)

  function forward(req: IncomingMessage, res: ServerResponse, mayRepeat: boolean): void {
    const upstream = send(api, {
      agent,
      path: req.url ?? '/',
      method: req.method ?? 'GET',
      headers: withoutHops(req.headers),
    })
    upstream.setTimeout(idleMs, () => upstream.destroy(new Error('the API was silent for too long')))
    upstream.once('response', (reply) => {
      res.writeHead(reply.statusCode ?? 502, withoutHops(reply.headers))
      res.flushHeaders()
      reply.once('error', () => res.destroy())
      reply.once('aborted', () => res.destroy())
      reply.pipe(res)
    })
    upstream.once('error', () => {
      // A kept-alive connection may end just when it is used again; a read can be asked once more.
      if (mayRepeat && upstream.reusedSocket && !res.headersSent && !res.destroyed) {
        return forward(req, res, false)
      }
      refuse(req, res)
    })
    res.once('close', () => upstream.destroy())
    if (hasBody(req)) req.pipe(upstream)
    else upstream.end()
  }

  function handle(req: IncomingMessage, res: ServerResponse): void {
    const url = req.url ?? ''
    if (!url.startsWith('/')) {
      res.writeHead(400).end()
      return
    }
    setForwarded(req, isTrusted(req.socket.remoteAddress))
    if (apiPath.test(url)) return forward(req, res, req.method === 'GET' && !hasBody(req))
    req.headers[apiHeader] = api.origin
    for (const [name, value] of Object.entries(pageHeaders)) res.setHeader(name, value)
    options.pages(req, res, () => res.writeHead(404).end())
  }
  return { handle, close: () => agent.destroy() }
}

const hasBody = (req: IncomingMessage) =>
  req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0

function withoutHops(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const named = new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()))
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !hopHeaders.has(name) && !named.has(name)),
  )
}

/** Tells the API who asked, in which way: what a stranger claims of it is dropped. */
function setForwarded(req: IncomingMessage, isTrusted: boolean): void {
  const { headers, socket } = req
  const before = isTrusted ? headers['x-forwarded-for'] : undefined
  const proto = isTrusted
    ? String(headers['x-forwarded-proto'] ?? '')
        .split(',')[0]
        ?.trim()
    : ''
  headers['x-forwarded-for'] = [before, socket.remoteAddress].filter(Boolean).join(', ')
  headers['x-forwarded-proto'] = proto === 'https' ? 'https' : 'http'
  headers['x-forwarded-host'] = headers.host ?? ''
  for (const name of ['forwarded', 'x-real-ip', 'x-cartie-client-address']) delete headers[name]
}

function trustOf(entries: readonly string[]): (address: string | undefined) => boolean {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address)
    if (!family) throw new Error(`TRUSTED_PROXIES: "${entry}" is no address`)
    list.addSubnet(address, Number(bits ?? (family === 4 ? 32 : 128)), family === 4 ? 'ipv4' : 'ipv6')
  }
  return (raw) => {
    const address = (raw ?? '').replace(/^::ffff:(?=\d+\.)/i, '')
    const family = isIP(address)
    return family > 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6')
  }
}

function refuse(req: IncomingMessage, res: ServerResponse): void {
  if (res.headersSent || res.destroyed) {
    res.destroy()
    return
  }
  const problem = {
    type: 'about:blank',
    title: 'Service Unavailable',
    status: 503,
    detail: 'The server is starting or away. Nothing is lost; try again in a moment.',
    code: 'unavailable',
    errors: [],
    requestId: '',
  }
  res.writeHead(503, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    'Retry-After': '1',
    // The rest of an upload that nobody reads.
    ...(hasBody(req) ? { Connection: 'close' } : {}),
  })
  res.end(JSON.stringify(problem))
}
