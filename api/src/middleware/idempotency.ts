import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { Context } from '@cartie/db/context'
import { runOnce, type Answer } from '@cartie/db/services/idempotency/run-once'
import { AppError } from '@cartie/shared/errors'
import type { Endpoint } from '@cartie/shared/endpoint'
import type { Http } from '../call.ts'

interface Request {
  endpoint: Endpoint
  http: Http
  ctx: Context
  bytes: Buffer | undefined
  /** The answer holds a secret, so it is stored sealed. */
  secret: boolean
}

const maxKeyLength = 255

/**
 * Runs a POST with an Idempotency-Key once: a repeat gets the first answer (`Idempotency-Replayed: true`).
 * Without a key, and for other methods, which are repeatable by themselves, it just runs.
 * (draft-ietf-httpapi-idempotency-key-header-07)
 */
export function createOnce(secret: string) {
  const sealing = Buffer.from(hkdfSync('sha256', secret, '', 'idempotency answers', 32))
  // Repeats that meet in this process wait here, not on a connection that others need.
  const running = new Map<string, Promise<unknown>>()

  return async (request: Request, act: (ctx: Context) => Promise<Answer>): Promise<Answer> => {
    const { endpoint, http, ctx } = request
    const key = http.get('idempotency-key')
    if (endpoint.method !== 'POST' || !key) return act(ctx)
    if (key.length > maxKeyLength || !/^[\x20-\x7e]+$/.test(key)) {
      throw new AppError('invalid', `An Idempotency-Key has 1 to ${maxKeyLength} printable ASCII characters.`)
    }
    const route = `${endpoint.id} ${ctx.actor.kind}:${ctx.actor.id}`
    const requestHash = hashOf(request)
    const lane = `${ctx.workspaceId} ${route} ${key}`
    for (let before = running.get(lane); before; before = running.get(lane))
      await before.catch(() => undefined)
    const run = runOnce(ctx, { route, key, requestHash }, async (inner) => {
      const answer = await act(inner)
      return request.secret ? { ...answer, body: seal(sealing, answer.body) } : answer
    })
    running.set(lane, run)
    try {
      const { repeated, ...answer } = await run
      if (repeated) http.set('Idempotency-Replayed', 'true')
      return request.secret ? { ...answer, body: unseal(sealing, answer.body) } : answer
    } finally {
      running.delete(lane)
    }
  }
}

const hashOf = ({ endpoint, http, bytes }: Request): string =>
  createHash('sha256')
    .update(`${endpoint.method} ${http.url}\n`)
    .update(bytes ?? '')
    .digest('hex')

function seal(key: Buffer, value: unknown): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  const text = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64')
}

function unseal(key: Buffer, sealed: unknown): unknown {
  const bytes = Buffer.from(String(sealed), 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString())
}
