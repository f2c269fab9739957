import { ApiError, badRequest } from '../api-error.ts'
import type { UpdateKind } from '../bot-api.ts'
import { defaultUpdates } from '../update-queue.ts'
import type { Method, Request } from './method.ts'

const webhookActive =
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
const allUpdates: readonly UpdateKind[] = [...defaultUpdates, 'chat_member']

/** An empty list asks for the default; a missing one leaves what was. */
function readAllowedUpdates({ bot, params }: Request): void {
  const value = params.json('allowed_updates', 'allowed_updates')
  if (!Array.isArray(value)) return
  const asked = allUpdates.filter((kind) => value.includes(kind))
  bot.updates.allowed = asked.length ? asked : defaultUpdates
}

export const getUpdates: Method = (request) => {
  const { bot, params, whenGone } = request
  if (bot.webhook) throw new ApiError(409, webhookActive)
  readAllowedUpdates(request)
  return bot.poll.get({
    offset: params.integer('offset'),
    limit: params.integer('limit', 100, 1, 100),
    timeoutMs: params.integer('timeout', 0, 0, 50) * 1000,
    whenGone,
  })
}

export const setWebhook: Method = (request) => {
  const { bot, params } = request
  const url = params.text('url')
  if (url === '') return deleteWebhook(request)
  if (!URL.canParse(url)) throw badRequest('invalid webhook URL specified')
  const secretToken = params.text('secret_token')
  if (secretToken.length > 256) throw badRequest('secret token is too long')
  if (!/^[\w-]*$/.test(secretToken)) throw badRequest('secret token contains unallowed characters')
  const settings = { url, secretToken, maxConnections: params.integer('max_connections', 40, 1, 100) }
  readAllowedUpdates(request)
  if (params.flag('drop_pending_updates')) bot.updates.clear()
  bot.poll.stop('Conflict: terminated by setWebhook request')
  request.setWebhook(settings)
  return true
}

export const deleteWebhook: Method = ({ bot, params, setWebhook: set }) => {
  if (params.flag('drop_pending_updates')) bot.updates.clear()
  set()
  return true
}

export const getWebhookInfo: Method = ({ bot: { webhook, updates } }) => ({
  url: webhook?.settings.url ?? '',
  has_custom_certificate: false,
  pending_update_count: updates.size,
  ...(webhook?.lastError
    ? { last_error_date: webhook.lastError.date, last_error_message: webhook.lastError.message }
    : {}),
  ...(webhook ? { max_connections: webhook.settings.maxConnections, ip_address: '127.0.0.1' } : {}),
  ...(updates.allowed === defaultUpdates ? {} : { allowed_updates: updates.allowed }),
})
