import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createSecrets } from '@cartie/db/secrets'
import { findNumberOwner, type NumberOwner } from '@cartie/db/services/whatsapp/find-number'
import { receiveWhatsapp } from '@cartie/db/services/whatsapp/receive'
import { readWhatsapp } from '@cartie/shared/domain/whatsapp-update'
import { AppError } from '@cartie/shared/errors'
import { Id } from '@cartie/shared/schemas/common'
import type { Http, Next, Parts } from '../call.ts'
import { bucketOf } from '../client-address.ts'
import { createLimit } from '../middleware/rate-limit.ts'
import { defaultBodyLimit, readBytes } from '../middleware/read-body.ts'
import { parseBody } from '../parse-json.ts'

const prefix = '/api/whatsapp/'
/** Wrong signatures and unknown numbers a minute from one address. */
const failuresPerAddress = 120

const refused = () => new AppError('unauthenticated', 'This address is for WhatsApp.')

/**
 * What Meta tells of a number: `POST /api/whatsapp/:integrationId`, signed with the app's secret. Answered 200 once it
 * is committed, 401 for a wrong signature and an unknown number alike, 503 while the database is away: then Meta sends it
 * again. `GET` answers Meta's challenge to whoever knows the number's verify token.
 */
export function whatsappWebhook({ db, config, log }: Pick<Parts, 'db' | 'config' | 'log'>) {
  const secrets = createSecrets(config.secret ?? '')
  const failures = createLimit('whatsapp-failures', failuresPerAddress)

  async function fail(http: Http): Promise<never> {
    await failures.take(bucketOf(http.state.ip)).catch(() => undefined)
    throw refused()
  }

  async function answerChallenge(http: Http, owner: NumberOwner | undefined): Promise<void> {
    const { searchParams: asked } = http.URL
    const token = asked.get('hub.verify_token') ?? ''
    const isKnown = owner?.verifyTokens.some((one) => isSame(one, token))
    if (!isKnown || asked.get('hub.mode') !== 'subscribe') return fail(http)
    http.status = 200
    http.type = 'text/plain'
    http.body = (asked.get('hub.challenge') ?? '').slice(0, 200)
  }

  async function take(http: Http, id: string, owner: NumberOwner | undefined): Promise<void> {
    const bytes = await readBytes(http.req, defaultBodyLimit)
    if (!owner || !bytes || !isSigned(bytes, http.get('x-hub-signature-256'), owner.appSecret))
      return fail(http)
    const update = readWhatsapp(parseBody(bytes), owner.phoneNumberId)
    if (!update) throw new AppError('invalid', 'This is no word of WhatsApp.')
    const ctx = {
      db,
      workspaceId: owner.workspaceId,
      actor: { kind: 'system' as const, id: null, role: 'OWNER' as const },
      requestId: `whatsapp-${process.pid}`,
    }
    await receiveWhatsapp(ctx, id, update).catch((error: unknown) => {
      if (!(error instanceof AppError)) log.error({ err: error, integrationId: id }, 'message not taken in')
      throw error
    })
    http.status = 200
    http.body = ''
  }

  return async (http: Http, next: Next) => {
    if (!http.path.startsWith(prefix)) return next()
    http.state.route = `${prefix}:integrationId`
    if (http.method !== 'POST' && http.method !== 'GET')
      throw new AppError('not_found', 'This address does not take this method.')
    await failures.check(bucketOf(http.state.ip))
    const id = http.path.slice(prefix.length)
    const owner = Id.safeParse(id).success ? await findNumberOwner(db, secrets, id) : undefined
    if (http.method === 'GET') await answerChallenge(http, owner)
    else await take(http, id, owner)
  }
}

/** Whether two secrets are the same, in a time that tells nothing of them. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(hashOf(a), hashOf(b))
const hashOf = (text: string) => createHash('sha256').update(text).digest()

function isSigned(bytes: Buffer, signature: string, appSecret: string): boolean {
  const expected = createHmac('sha256', appSecret).update(bytes).digest()
  const given = /^sha256=([0-9a-f]{64})$/i.exec(signature)?.[1]
  return given !== undefined && timingSafeEqual(Buffer.from(given, 'hex'), expected)
}
