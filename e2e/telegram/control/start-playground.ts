import { startTelegramServer, type TelegramOptions, type TelegramServer } from '../server.ts'
import { Cast } from './cast.ts'
import { answerControl } from './control.ts'
import { playground } from './playground.ts'

/**
 * Starts a Telegram without Telegram that people play on its page and other processes by `POST /control/<verb>`. Any
 * token of the form `<number>:<text>` is a bot.
 */
export async function startPlayground(
  options: Omit<TelegramOptions, 'adoptToken' | 'elsewhere'>,
): Promise<{ server: TelegramServer; cast: Cast }> {
  const server = await startTelegramServer({
    ...options,
    adoptToken: (token) => {
      const [, id] = /^([1-9]\d{0,15}):.+$/.exec(token) ?? []
      return id === undefined ? undefined : { token, username: `demo_${id}_bot`, name: `Demo ${id}` }
    },
    elsewhere: async (asked) => playground(cast, asked) ?? (await answerControl(cast, asked)),
  })
  const cast = new Cast(server)
  return { server, cast }
}
