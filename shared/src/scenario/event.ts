import { z } from 'zod'
import type { WorkingHours } from '../domain/working-hours.ts'
import { Value } from './value.ts'

/** Who writes, as Telegram tells of them. */
export const Sender = z.object({
  id: z.string(),
  name: z.string().optional(),
  username: z.string().optional(),
  languageCode: z.string().optional(),
})
export type Sender = z.infer<typeof Sender>

const from = Sender.optional()

/** What happens to a talk. Times are the clock's, given beside the event. */
export const TalkEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message'),
    from,
    /** The text or the caption; "/name rest" is a command. */
    text: z.string().optional(),
    /** A shared contact; `userId` is the owner's Telegram id where Telegram says it. */
    contact: z
      .object({ phone: z.string(), userId: z.string().optional(), name: z.string().optional() })
      .optional(),
    /** File ids, best size of each, an album gathered into one event. */
    photos: z.array(z.string()).optional(),
    location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  }),
  z.object({
    type: z.literal('callback'),
    from,
    callbackId: z.string(),
    data: z.string(),
    /** The message whose button was pressed. */
    messageId: z.int().optional(),
  }),
  z.object({ type: z.literal('start'), from, payload: z.string().optional() }),
  z.object({ type: z.literal('command'), from, name: z.string() }),
  z.object({ type: z.literal('menu'), from }),
  z.object({ type: z.literal('timer'), token: z.string() }),
  z.object({ type: z.literal('result'), token: z.string(), ok: z.boolean(), value: Value }),
  z.object({ type: z.literal('take_over') }),
  z.object({ type: z.literal('give_back') }),
])
export type TalkEvent = z.infer<typeof TalkEvent>
export type MessageEvent = Extract<TalkEvent, { type: 'message' }>

/** The clock of one advance. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now: number
  /** IANA name of the workspace's time zone, such as Europe/Kyiv. */
  timeZone: string
  /** When the company answers; absent or null: it tells no hours. */
  hours?: WorkingHours | null
}
