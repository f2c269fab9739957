import type { IncomingMessage } from 'node:http'
import { AppError } from '@cartie/shared/errors'

export const defaultBodyLimit = 1024 * 1024
/** A body must begin at once and keep this pace, or it is refused: slow senders hold connections. */
const graceMs = 1500
const minBytesPerSecond = 1024

/**
 * The bytes of a request's JSON body; undefined where there is none.
 * Throws `unsupported_type` for anything but JSON in UTF-8, `too_large` above `limit` bytes (by Content-Length
 * before a byte is read), `invalid` for a body that is cut off or comes too slowly.
 */
export async function readBytes(req: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const length = req.headers['content-length']
  const has = req.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
  if (!has) return undefined
  checkType(req)
  if (Number(length ?? 0) > limit) throw tooLarge(limit)
  const bytes = await collect(req, limit)
  return bytes.length ? bytes : undefined
}

function checkType(req: IncomingMessage): void {
  const [type = '', ...parameters] = (req.headers['content-type'] ?? '')
    .split(';')
    .map((s) => s.trim().toLowerCase())
  const charset = parameters
    .find((p) => p.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '')
  if (!/^application\/(?:[\w.-]+\+)?json$/.test(type) || (charset && !/^utf-?8$/.test(charset))) {
    throw new AppError('unsupported_type', 'Send the body as application/json in UTF-8.')
  }
  if ((req.headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new AppError('unsupported_type', 'Send the body without Content-Encoding.')
  }
}

const tooLarge = (limit: number) =>
  new AppError('too_large', `The body is larger than ${Math.floor(limit / 1024)} KiB. Send it in parts.`)

function collect(req: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const started = performance.now()
    const pace = setInterval(() => {
      const ms = performance.now() - started
      if (ms > graceMs && size < (ms / 1000) * minBytesPerSecond) {
        end(() => reject(new AppError('invalid', 'The body came too slowly. Send it again in one go.')))
      }
    }, 250)
    const end = (settle: () => void) => {
      clearInterval(pace)
      req.off('data', take).off('end', done).off('error', fail).off('close', fail)
      req.pause()
      settle()
    }
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) return end(() => reject(tooLarge(limit)))
      chunks.push(chunk)
    }
    const done = () => end(() => resolve(Buffer.concat(chunks)))
    const fail = () =>
      end(() => reject(new AppError('invalid', 'The body was cut off. Send the request again.')))
    req.on('data', take).on('end', done).on('error', fail).on('close', fail)
  })
}
