import { createSecrets } from '@cartie/db/secrets'
import { createBot } from '@cartie/db/services/bot/create'
import { deleteBot } from '@cartie/db/services/bot/delete'
import { diagnoseBot } from '@cartie/db/services/bot/diagnose'
import { getBot } from '@cartie/db/services/bot/get'
import { listBotChannels } from '@cartie/db/services/bot/list-channels'
import { listBots } from '@cartie/db/services/bot/list'
import { restoreBot } from '@cartie/db/services/bot/restore'
import { rotateBotToken } from '@cartie/db/services/bot/rotate-token'
import { updateBotChannel } from '@cartie/db/services/bot/update-channel'
import { updateBot } from '@cartie/db/services/bot/update'
import { listChannelPosts } from '@cartie/db/services/post/list'
import { savePost } from '@cartie/db/services/post/save'
import * as endpoints from '@cartie/shared/endpoints/bots'
import type { Parts } from '../call.ts'
import type { Serve } from '../serve.ts'

/** The Telegram bots of a workspace and the channels that they have met. */
export function botRoutes(serve: Serve, { config }: Pick<Parts, 'config'>): void {
  const secrets = createSecrets(config.secret ?? '')
  serve(endpoints.listBots, ({ ctx, query }) => listBots(ctx, query))
  serve(endpoints.createBot, ({ ctx, body }) => createBot(ctx, secrets, body), {
    location: (bot) => `/bots/${bot.id}`,
  })
  serve(endpoints.getBot, ({ ctx, params }) => getBot(ctx, params.id))
  serve(endpoints.updateBot, ({ ctx, params, body }) => updateBot(ctx, params.id, body))
  serve(endpoints.deleteBot, ({ ctx, params }) => deleteBot(ctx, params.id))
  serve(endpoints.restoreBot, ({ ctx, params }) => restoreBot(ctx, params.id))
  serve(endpoints.rotateBotToken, ({ ctx, params, body }) =>
    rotateBotToken(ctx, secrets, params.id, body.token),
  )
  serve(endpoints.diagnoseBot, ({ ctx, params, body }) => diagnoseBot(ctx, params.id, body))
  serve(endpoints.listBotChannels, ({ ctx, params }) => listBotChannels(ctx, params.id))
  serve(endpoints.updateBotChannel, ({ ctx, params, body }) =>
    updateBotChannel(ctx, { botId: params.id, channelId: params.channelId }, body),
  )
  serve(endpoints.listChannelPosts, ({ ctx, params, query }) =>
    listChannelPosts(ctx, { botId: params.id, channelId: params.channelId }, query),
  )
  serve(endpoints.savePost, ({ ctx, params }) => savePost(ctx, params.id))
}
