import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { createQueues, type Queues } from '@cartie/shared/queue'
import { createDb } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import type { NewDelivery } from '@cartie/db/services/delivery/enqueue'
import type { Person } from '../telegram/person.ts'
import type { MadeBot, TelegramWorld } from './telegram-world.ts'
import type { World } from './world.ts'

/** Runs verbs of a workspace, the first one if none is named, beside the processes; wake-ups go out as ever. */
export async function within<T>(
  world: World,
  work: (ctx: Context, queues: Queues) => Promise<T>,
  workspaceId = world.workspaceId,
): Promise<T> {
  const queues = createQueues({ redisUrl: world.redisUrl, databaseUrl: world.appUrl })
  const rings: Promise<void>[] = []
  const wake: Queues['wake'] = (wakes) => {
    const ring = queues.wake(wakes)
    rings.push(ring)
    return ring
  }
  const db = createDb({ url: world.appUrl, pool: 4, wake })
  const actor = { kind: 'system', id: null, role: 'OWNER' } as const
  try {
    const value = await work({ db, workspaceId, actor, requestId: 'faults' }, queues)
    // A process that lives on would ring however long that takes.
    await Promise.all(rings)
    return value
  } finally {
    await queues.close()
    await db.close()
  }
}

/** A text to a person, as a verb writes it. */
export const textTo = (
  bot: MadeBot,
  user: Person,
  text: string,
  more: Partial<NewDelivery> = {},
): NewDelivery => ({
  lane: telegramLane(bot.id, String(user.id)),
  botId: bot.id,
  request: { method: 'sendMessage', params: { chat_id: String(user.id), text } },
  priority: 'answer',
  ...more,
})

/** People who have met a bot, so that it may write to them. */
export const peopleOf = ({ telegram }: TelegramWorld, { bot }: MadeBot, count: number): Person[] =>
  Array.from({ length: count }, (_, i) => {
    const user = telegram.addUser({ firstName: `Client ${i}` })
    telegram.world.openPrivate(bot, user.user)
    return user
  })

/** The number of a text such as `… № 7`. */
export const numberOf = (text: string): number | undefined => {
  const found = /№ (\d+)/.exec(text)?.[1]
  return found === undefined ? undefined : Number(found)
}

/** Does `work` for so many at a time. */
export async function inTurns<T>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<unknown>,
): Promise<void> {
  const left = [...all]
  const turn = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: atOnce }, turn))
}
