import { createHash } from 'node:crypto'
import { z } from 'zod'
import { botSync } from '@cartie/shared/jobs/bot-sync'
import type { BotHealth } from '@cartie/shared/schemas/bot'
import { updateKinds } from '@cartie/shared/domain/telegram-update'
import type { Context } from '@cartie/db/context'
import { tokenPlace } from '@cartie/db/services/bot/bot-row'
import { claimSync, type ClaimedBot } from '@cartie/db/services/bot/claim-sync'
import { finishSync, type SyncOutcome } from '@cartie/db/services/bot/finish-sync'
import { prepareWebhook } from '@cartie/db/services/bot/prepare-webhook'
import { handle, type JobHandler } from '../handler.ts'
import type { TelegramAnswer, TelegramFailure } from '../telegram/telegram-answer.ts'
import type { BotOptions } from './bot-options.ts'
import { menuCalls } from './menu-calls.ts'

const callMs = 10_000
const tryAgainMs = 15_000
const webhookConnections = 40

const Me = z.object({ id: z.int(), username: z.string().optional(), first_name: z.string() })
const WebhookInfo = z.object({
  url: z.string(),
  pending_update_count: z.int(),
  last_error_date: z.int().optional(),
  last_error_message: z.string().optional(),
})
const Administrators = z.array(
  z.object({ user: z.object({ id: z.int(), is_bot: z.boolean().default(false) }) }),
)
type WebhookInfo = z.infer<typeof WebhookInfo>

/** What a bot can't be without; an emulator may lack the rest. */
const needed = new Set(['setWebhook', 'deleteWebhook'])

type Call = (method: string, params?: Record<string, unknown>) => Promise<TelegramAnswer>

/** Thrown inside a look at Telegram where it has to be tried again later. */
class TryLater extends Error {
  readonly failure: TelegramFailure

  constructor(failure: TelegramFailure) {
    super(failure.description)
    this.failure = failure
  }
}

/**
 * Looks at a bot in Telegram, and brings Telegram to what the bot's row wants. Every step may be repeated: what a
 * crash leaves half done, the next look does again.
 */
export function syncBot(options: BotOptions): JobHandler {
  return handle(botSync, async ({ workspaceId, botId }, tools) => {
    const ctx = tools.context(workspaceId)
    const claim = await claimSync(ctx, { botId, leaseMs: options.leaseMs })
    if (!claim) return
    let token: string
    try {
      token = options.secrets.decrypt(tokenPlace(workspaceId, botId), claim.tokenCipher)
    } catch (error) {
      tools.log.error({ err: error, botId }, 'token does not open')
      const health = { reachable: null, error: 'The token cannot be read. Enter it anew.', webhook: null }
      return finishSync(ctx, claim, { status: 'refused', health })
    }
    const call: Call = (method, params) =>
      options.telegram.call(token, method, params, { signal: tools.signal, timeoutMs: callMs })
    const outcome = await look(ctx, claim, call, {
      url: `${options.publicUrl}/api/telegram/${botId}`,
      secret: options.secrets.derive('webhook', botId, token),
    })
    if (outcome) await finishSync(ctx, claim, outcome)
  })
}

/** Undefined where the claim was taken over. */
async function look(
  ctx: Context,
  claim: ClaimedBot,
  call: Call,
  own: { url: string; secret: string },
): Promise<SyncOutcome | undefined> {
  const problems: string[] = []
  /** Telegram's answer; a refusal is noted; throws where another try is worth it. */
  const ask: Call = async (method, params) => {
    const answer = await call(method, params)
    if (answer.ok) return answer
    const isLacking = answer.kind === 'unsure' && answer.isBare === true && !needed.has(method)
    if (answer.kind !== 'refused' && !isLacking) throw new TryLater(answer)
    problems.push(`${method}: ${answer.description}`)
    return answer
  }
  try {
    const getMe = await call('getMe')
    if (!getMe.ok) {
      if (getMe.code === 401 || getMe.code === 404) return refused(getMe)
      throw new TryLater(getMe)
    }
    const me = Me.safeParse(getMe.result)
    if (!me.success) throw new TryLater({ ok: false, kind: 'unsure', description: 'getMe answered no bot' })
    const info = await bringWebhook(ctx, claim, ask, own)
    if (info === 'taken over') return undefined
    if (claim.changed && !claim.deleted) {
      for (const { method, params } of menuCalls(claim.menu, claim.language)) await ask(method, params)
    }
    const managers = await managersOf(claim, call)
    return {
      status: 'ready',
      ...(managers ? { managers } : {}),
      me: {
        telegramId: me.data.id,
        username: me.data.username ?? null,
        name: me.data.first_name.slice(0, 100),
      },
      health: { reachable: true, error: problems[0] ?? null, webhook: info && toHealth(info) },
    }
  } catch (error) {
    if (!(error instanceof TryLater)) throw error
    const { retryAfterS, description, kind } = error.failure
    return {
      health: { reachable: kind === 'limited' || kind === 'refused', error: description, webhook: null },
      retryAfterMs: retryAfterS === undefined ? tryAgainMs : retryAfterS * 1000,
    }
  }
}

const refused = ({ description }: TelegramFailure): SyncOutcome => ({
  status: 'refused',
  health: { reachable: true, error: description, webhook: null },
})

/** Sets or removes the webhook where Telegram has it otherwise. Somebody else's goes only where it hinders polling. */
async function bringWebhook(
  ctx: Context,
  claim: ClaimedBot,
  ask: Call,
  { url, secret }: { url: string; secret: string },
): Promise<WebhookInfo | null | 'taken over'> {
  const before = await webhookInfo(ask)
  if (claim.intake === 'webhook') {
    if (before?.url === url && !claim.changed) return before
    const hash = createHash('sha256').update(secret).digest('hex')
    if (!(await prepareWebhook(ctx, claim, hash))) return 'taken over'
    await ask('setWebhook', {
      url,
      secret_token: secret,
      allowed_updates: updateKinds,
      max_connections: webhookConnections,
    })
    return webhookInfo(ask)
  }
  const known = before?.url
  const goes = known === undefined || known === url || (claim.intake === 'polling' && known !== '')
  if (!goes && !claim.changed) return before
  if (goes) await ask('deleteWebhook', {})
  if (!(await prepareWebhook(ctx, claim, null))) return 'taken over'
  return webhookInfo(ask)
}

async function webhookInfo(ask: Call): Promise<WebhookInfo | null> {
  const answer = await ask('getWebhookInfo')
  return (answer.ok && WebhookInfo.safeParse(answer.result).data) || null
}

/**
 * The people who run the admin chat: what they forward to the bot is for the inventory. Nobody where there is no such
 * group or the bot is not in it; undefined where Telegram gives no answer.
 */
async function managersOf({ adminChatId }: ClaimedBot, call: Call): Promise<number[] | undefined> {
  if (adminChatId === null || /^\d/.test(adminChatId)) return []
  const answer = await call('getChatAdministrators', { chat_id: adminChatId })
  if (!answer.ok) return answer.kind === 'refused' ? [] : undefined
  const members = Administrators.safeParse(answer.result).data ?? []
  return members.filter(({ user }) => !user.is_bot).map(({ user }) => user.id)
}

const toHealth = (info: WebhookInfo): NonNullable<BotHealth['webhook']> => ({
  url: info.url,
  pendingUpdates: info.pending_update_count,
  lastErrorAt:
    info.last_error_date === undefined ? null : new Date(info.last_error_date * 1000).toISOString(),
  lastError: info.last_error_message ?? null,
})
