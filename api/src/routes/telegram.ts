import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from '@cartie/db/context'
import { findWebhook, type WebhookOwner } from '@cartie/db/services/bot/find-webhook'
import { receiveUpdates } from '@cartie/db/services/chat/receive-updates'
import { readUpdate } from '@cartie/shared/domain/telegram-update'
import { AppError } from '@cartie/shared/errors'
import { inBatches } from '@cartie/shared/in-batches'
import { Id } from '@cartie/shared/schemas/common'
import type { Http, Next, Parts } from '../call.ts'
import { bucketOf } from '../client-address.ts'
import { withDeadline } from '../deadline.ts'
import { createLimit } from '../middleware/rate-limit.ts'
import { defaultBodyLimit, readBytes } from '../middleware/read-body.ts'
import { parseBody } from '../parse-json.ts'

const prefix = '/api/telegram/'
const secretHeader = 'x-telegram-bot-api-secret-token'
const lookUpMs = 900
/** A secret that was taken back works at most this long. */
const memoryMs = 1000
const knownBots = 1000
/** Wrong secrets and unknown bots a minute from one address. */
const failuresPerAddress = 120
/** Compared where there is nothing to compare with, so that both take the same time. */
const nobody = createHash('sha256').update('nobody').digest()

const refused = () => new AppError('unauthenticated', 'This address is for Telegram.')

/**
 * Updates that Telegram sends: `POST /api/telegram/:botId`. Answered 200 once they are committed, 401 for a wrong
 * secret and an unknown bot alike, 503 while the database is away: then Telegram sends them again.
 */
export function telegramWebhook({ db, log }: Pick<Parts, 'db' | 'log'>) {
  const memory = new Map<string, { owner: WebhookOwner; until: number }>()
  /** Bots with the hash of a secret that opened them: Telegram is not held up by what others try at its address. */
  const lately = new Set<string>()
  const failures = createLimit('webhook-failures', failuresPerAddress)

  const contextOf = (workspaceId: string): Context => ({
    db,
    workspaceId,
    actor: { kind: 'system', id: null, role: 'OWNER' },
    requestId: `telegram-${process.pid}`,
  })
  const take = inBatches(
    async (key, updates: unknown[]) => {
      const [workspaceId = '', botId = ''] = key.split(' ')
      await receiveUpdates(contextOf(workspaceId), botId, updates)
      db.crashPoint('before_ack')
      return updates
    },
    {
      concernsAll: (error) => error instanceof AppError && error.code === 'unavailable',
      soon: setImmediate,
    },
  )

  async function ownerOf(http: Http, botId: string): Promise<WebhookOwner> {
    const hash = createHash('sha256').update(http.get(secretHeader)).digest()
    const remembered = memory.get(botId)
    if (remembered && remembered.until > Date.now() && opens(hash, remembered.owner)) return remembered.owner
    const fingerprint = `${botId} ${hash.toString('base64')}`
    if (!lately.has(fingerprint)) await failures.check(bucketOf(http.state.ip))
    const asked = Date.now()
    const owner = Id.safeParse(botId).success
      ? await withDeadline(lookUpMs, findWebhook(db, botId))
      : undefined
    memory.delete(botId)
    if (!opens(hash, owner) || !owner) {
      await failures.take(bucketOf(http.state.ip)).catch(() => undefined)
      throw refused()
    }
    if (lately.size >= knownBots) lately.clear()
    lately.add(fingerprint)
    if (memory.size >= knownBots) memory.clear()
    memory.set(botId, { owner, until: asked + memoryMs })
    return owner
  }

  return async (http: Http, next: Next) => {
    if (!http.path.startsWith(prefix)) return next()
    http.state.route = `${prefix}:botId`
    if (http.method !== 'POST') throw new AppError('not_found', 'This address does not take this method.')
    const botId = http.path.slice(prefix.length)
    const { workspaceId } = await ownerOf(http, botId)
    const bytes = await readBytes(http.req, defaultBodyLimit)
    const update = bytes && parseBody(bytes)
    if (!readUpdate(update)) throw new AppError('invalid', 'This is no update of Telegram.')
    await take(`${workspaceId} ${botId}`, update).catch((error: unknown) => {
      if (!(error instanceof AppError)) log.error({ err: error, botId }, 'update not taken in')
      throw error
    })
    http.status = 200
    http.body = ''
  }
}

function opens(presented: Buffer, owner: WebhookOwner | undefined): boolean {
  const expected = owner?.secretHash ? Buffer.from(owner.secretHash, 'hex') : nobody
  return timingSafeEqual(presented, expected) && expected !== nobody
}
