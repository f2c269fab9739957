import type { ExtractedCar } from '@cartie/shared/domain/car'
import type { Context, Tx } from '../../context.ts'

const isName = (chat: string) => /^[a-z]\w*$/i.test(chat)

/**
 * Cars of public channels under the channel's number where a bot knows it: a page of t.me tells its name alone, and one
 * post that is read both ways is one advert.
 */
export async function inChannels(
  ctx: Context,
  tx: Tx,
  cars: readonly ExtractedCar[],
): Promise<readonly ExtractedCar[]> {
  const names = new Set(
    cars.flatMap(({ sourceChatId: chat }) => (chat && isName(chat) ? [chat.toLowerCase()] : [])),
  )
  if (!names.size) return cars
  const rows = await tx.sql<{ name: string; chat_id: string }[]>`
    select lower(username) as name, chat_id from bot_channels
    where workspace_id = ${ctx.workspaceId} and kind = 'channel' and lower(username) in ${tx.sql([...names])}`
  const numbers = new Map(rows.map((row) => [row.name, row.chat_id]))
  return cars.map((car) => {
    const number = numbers.get(car.sourceChatId?.toLowerCase() ?? '')
    return number === undefined ? car : { ...car, sourceChatId: number }
  })
}
