import { z } from 'zod'

/** A test server of Telegram (`node e2e/telegram/main.ts`), whose users a run plays. */
export interface TelegramStand {
  /** Asks it for one of its verbs. Throws what it refuses with. */
  ask: (verb: string, body: Record<string, unknown>) => Promise<unknown>
  /** A user who has never been there. */
  newcomer: (firstName: string, phone: string) => Promise<Person>
}

/** One of its users. */
export interface Person {
  id: number
  sends: (bot: string, said: Record<string, unknown>) => Promise<void>
  /** The next message of that bot that holds the words. */
  hears: (bot: string, words: string) => Promise<void>
  presses: (bot: string, button: string) => Promise<void>
}

const Answer = z.object({ ok: z.boolean(), result: z.unknown(), description: z.string().optional() })
const User = z.object({ id: z.number() })

export function telegramStand(
  url: string,
  { signal, withinMs }: { signal: AbortSignal; withinMs: number },
): TelegramStand {
  const ask: TelegramStand['ask'] = async (verb, body) => {
    const reply = await fetch(`${url}/control/${verb}`, {
      method: 'POST',
      body: JSON.stringify(body),
      signal,
    })
    const answer = Answer.parse(await reply.json())
    if (!answer.ok) throw new Error(`${verb}: ${answer.description ?? 'refused by the test server'}`)
    return answer.result
  }
  return {
    ask,
    async newcomer(firstName, phone) {
      const { id: user } = User.parse(
        await ask('user', { first_name: firstName, language_code: 'uk', phone }),
      )
      return {
        id: user,
        sends: async (to, said) => void (await ask('send', { user, to, ...said })),
        hears: async (to, match) => void (await ask('receive', { user, to, match, within_ms: withinMs })),
        presses: async (to, button) => void (await ask('press', { user, to, button })),
      }
    },
  }
}
