import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { Response } from 'got-scraping'
import type { Deadline } from './deadline.ts'
import { decodeBody, readCodings } from './decode-body.ts'
import { failureOfError } from './failure-of-error.ts'
import { failure, type FetchFailure } from './fetch-result.ts'
import type { OpenRequest, OwnHeaders, Sent } from './got-client.ts'
import { giveRoomBack } from './page-rooms.ts'
import { readBody } from './read-body.ts'
import { isBinaryBody, isBinaryType } from './sniff-type.ts'

/** One answer of a site, unpacked. A redirect comes without its body. */
export interface Answer {
  ok: true
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
}

/** What a request asks for, beyond its address. */
export interface Ask {
  send?: Sent
  /** Whether files are wanted too. */
  binary?: boolean
}

const redirectStatuses = new Set([301, 302, 303, 307, 308])
/** got's own timer is the second wall behind our deadline, so it comes a little later. */
const secondWallMs = 100
/** A redirect's body within these is read out, so that the next hop finds the connection free. */
const drainedBytes = 64 * 1024
const drainMs = 100
const nothing = Buffer.alloc(0)

export function isRedirect(answer: Answer): boolean {
  return redirectStatuses.has(answer.status) && answer.headers.location !== undefined
}

/**
 * Sends one request and reads its answer within the deadline and the cap. A plain GET is sent again once if a
 * kept-alive connection turns out dead before the first byte of an answer: the site had closed it.
 * @param maxBytes cap on the body, packed and unpacked
 */
export async function sendRequest(
  open: OpenRequest,
  forgetIdle: (target: URL) => void,
  target: URL,
  own: OwnHeaders,
  deadline: Deadline,
  maxBytes: number,
  ask: Ask = {},
): Promise<Answer | FetchFailure> {
  let answer = await exchange(open, target, own, deadline, maxBytes, ask)
  if (answer === 'stale' && ask.send && ask.send.method !== 'GET')
    return failure('RESET', 'the connection ended before an answer')
  if (answer === 'stale') {
    forgetIdle(target)
    answer = await exchange(open, target, own, deadline, maxBytes, ask)
    if (answer === 'stale') return failure('RESET', 'the site closed two kept-alive connections')
  }
  if (!answer.ok || answer.bytes.length === 0) return answer
  const page = await unpack(answer, deadline, maxBytes)
  if (!page.ok || page.status >= 400 || ask.binary) return page
  const contentType = page.headers['content-type'] ?? ''
  return isBinaryBody(page.bytes, contentType) ? unsupported(contentType) : page
}

/** One request on the wire; 'stale' when a reused connection died before answering. */
function exchange(
  open: OpenRequest,
  target: URL,
  own: OwnHeaders,
  deadline: Deadline,
  maxBytes: number,
  ask: Ask,
) {
  return new Promise<Answer | FetchFailure | 'stale'>((resolve) => {
    if (deadline.expired) return resolve(failure('DEADLINE', 'no time left'))
    const request = open(target, own, deadline.remainingMs() + secondWallMs, ask.send)
    let answered = false
    const settle = (result: Answer | FetchFailure | 'stale', keepsConnection = false) => {
      deadline.onExpire(undefined)
      resolve(result)
      if (!keepsConnection) request.destroy()
    }
    deadline.onExpire(() => settle(failure('DEADLINE', answered ? 'the body did not end' : 'no answer')))
    // Never taken off: an error that comes after the result must not reach the process as unhandled.
    request.on('error', (error: Error) => {
      const result = failureOfError(error, answered)
      settle(!answered && result.code === 'RESET' && request.reusedSocket ? 'stale' : result)
    })
    request.on('response', (answer: Response) => {
      answered = true
      // Typed as got's Response; with `decompress` off it is the very message that the socket fills.
      receive(answer, maxBytes, ask.binary === true, settle)
    })
  })
}

type Settle = (result: Answer | FetchFailure, keepsConnection?: boolean) => void

function receive(response: IncomingMessage, maxBytes: number, binary: boolean, settle: Settle): void {
  const { headers } = response
  const head = { ok: true as const, status: response.statusCode ?? 0, headers }
  response.on('error', () => undefined)
  if (isRedirect({ ...head, bytes: nothing })) {
    return drain(response, (whole) => settle({ ...head, bytes: nothing }, whole))
  }
  const contentType = headers['content-type'] ?? ''
  const unfit = () => settle(unsupported(contentType))
  const isError = head.status >= 400
  if (!isError && !binary && isBinaryType(contentType)) return unfit()
  // Read here rather than through got's own stream, which passes every chunk on twice.
  response.removeAllListeners('readable')
  const isPlain = readCodings(headers['content-encoding']).length === 0
  readBody(
    response,
    maxBytes,
    (first) => {
      if (binary || isError || !isPlain || !isBinaryBody(first, contentType)) return true
      unfit()
      return false
    },
    (bytes) => settle({ ...head, bytes }, true),
    () => settle(failure('TOO_LARGE', `more than ${maxBytes} bytes`)),
  )
}

/** Reads a body away; `done` hears whether it ended within the limits, or the connection has to go. */
function drain(response: IncomingMessage, done: (whole: boolean) => void): void {
  let size = 0
  const timer = setTimeout(done, drainMs, false)
  const finish = (whole: boolean) => {
    clearTimeout(timer)
    done(whole)
  }
  response.removeAllListeners('readable')
  response.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > drainedBytes) finish(false)
  })
  response.once('end', () => finish(true))
}

async function unpack(answer: Answer, deadline: Deadline, maxBytes: number): Promise<Answer | FetchFailure> {
  const codings = readCodings(answer.headers['content-encoding'])
  if (codings.length === 0) return answer
  const decoded = await deadline.race(decodeBody(answer.bytes, codings, maxBytes))
  if (!decoded) return failure('DEADLINE', 'unpacking did not end')
  if (!decoded.ok) return failure(decoded.code, decoded.detail)
  giveRoomBack(answer.bytes)
  return { ...answer, bytes: decoded.bytes }
}

function unsupported(contentType: string): FetchFailure {
  return failure('UNSUPPORTED_TYPE', contentType || 'binary data')
}
