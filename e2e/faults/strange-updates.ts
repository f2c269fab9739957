import type { MadeBot } from './telegram-world.ts'
import type { World } from './world.ts'

/** Posts a body to a bot's webhook with a secret of the case's choice; returns the status. */
export async function post(
  world: World,
  bot: MadeBot,
  secret: string | undefined,
  body: string,
): Promise<number> {
  const reply = await fetch(`${world.apiUrl}/api/telegram/${bot.id}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
    },
    body,
  })
  await reply.arrayBuffer()
  return reply.status
}

/** What opens a bot's webhook. */
export const secretOf = ({ bot }: MadeBot): string => bot.webhook?.settings.secretToken ?? ''

/** An update as Telegram would never send it, or as it seldom does. */
export const update = (id: number, from: number, more: Record<string, unknown>) =>
  JSON.stringify({
    update_id: id,
    message: {
      message_id: id,
      date: 1_790_000_000,
      chat: { id: from, type: 'private', first_name: 'Олена' },
      from: { id: from, is_bot: false, first_name: 'Олена' },
      ...more,
    },
  })

/** Updates that try to break whoever reads them. */
export const hostile = (from: number): string[] => [
  update(910_001, from, { text: 'x'.repeat(1_000_000) }),
  update(910_002, from, { text: 'y'.repeat(5000) }),
  update(910_003, from, { text: 'a\u0000b\ud800' }),
  update(910_004, from, { deep: JSON.parse('['.repeat(2000) + ']'.repeat(2000)) as unknown, text: 'deep' }),
  '{"update_id":910005,"message":' + '['.repeat(10_000) + ']'.repeat(10_000) + '}',
  '{"update_id":910006,"unheard_of":{"chat":{"id":1}}}',
  '{"update_id":910007}',
  JSON.stringify({
    update_id: 910_008,
    callback_query: {
      id: '1',
      from: { id: from, first_name: 'О' },
      chat_instance: '1',
      data: 'd'.repeat(500),
    },
  }),
  '{"update_id":1e400,"message":{}}',
  'null',
  '[]',
  '{"update_id":910009,"message":{"__proto__":{"admin":true},"text":7,"chat":"none"}}',
]
