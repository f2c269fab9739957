import { z } from 'zod'
import { workspacePurge } from '@cartie/shared/jobs/workspace-purge'
import { tokenPlace } from '@cartie/db/services/bot/bot-row'
import { forgetToken, leavingBots, type LeavingBot } from '@cartie/db/services/bot/leaving'
import { forgetWorkspace } from '@cartie/db/services/workspace/forget'
import { purgeRows } from '@cartie/db/services/workspace/purge-rows'
import type { BotOptions } from '../bot-scenario/bot-options.ts'
import { handle, type JobHandler, type JobTools } from '../handler.ts'
import { RetryLater } from '../outcome.ts'

const callMs = 10_000
/** Then others have their turn, and the rest is woken anew. */
const turnMs = 20_000

const WebhookInfo = z.object({ url: z.string() })

/**
 * Ends a deleted workspace: takes its bots off the webhooks that lead here, deletes its rows, and at last itself.
 * Every step may be repeated. Where Telegram can't be reached the rows go all the same, and the sweeper rings for a day.
 */
export function purgeWorkspace(options: Omit<BotOptions, 'leaseMs'>): JobHandler {
  return handle(workspacePurge, async ({ workspaceId }, tools) => {
    const until = Date.now() + turnMs
    let isTold = true
    for (const bot of await leavingBots(tools.db, workspaceId)) {
      if (await leaveTelegram(workspaceId, bot, options, tools)) await forgetToken(tools.db, bot.id)
      else isTold = false
    }
    const purged = await purgeRows(
      tools.db,
      workspaceId,
      () => !tools.draining() && !tools.signal.aborted && Date.now() < until,
    )
    if (purged === 'cut off') throw new RetryLater(0)
    if (purged === 'gone' && isTold) await forgetWorkspace(tools.db, workspaceId)
  })
}

/** Removes the bot's webhook if it is ours; one that a bot of the same token set elsewhere stays. Whether that is done. */
async function leaveTelegram(
  workspaceId: string,
  bot: LeavingBot,
  { telegram, secrets, publicUrl }: Omit<BotOptions, 'leaseMs'>,
  tools: JobTools,
): Promise<boolean> {
  let token: string
  try {
    token = secrets.decrypt(tokenPlace(workspaceId, bot.id), bot.tokenCipher)
  } catch {
    return true
  }
  const call = (method: string) =>
    telegram.call(token, method, {}, { signal: tools.signal, timeoutMs: callMs })
  const info = await call('getWebhookInfo')
  if (!info.ok) return info.kind === 'refused'
  if (WebhookInfo.safeParse(info.result).data?.url !== `${publicUrl}/api/telegram/${bot.id}`) return true
  const gone = await call('deleteWebhook')
  return gone.ok || gone.kind === 'refused'
}
