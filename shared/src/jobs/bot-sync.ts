import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** Looks at a bot in Telegram and brings Telegram to what its row wants: webhook, commands, menu. */
export const botSync = defineJob({
  name: 'bot.sync',
  queue: 'bot-scenario',
  payload: z.object({ workspaceId: Id, botId: Id }),
  key: (p) => `bot-${p.botId}`,
  attempts: 3,
  backoffMs: 1000,
  timeoutMs: 120_000,
})
