import { z } from 'zod'
import { hookVersion } from '../integrations/hook-body.ts'
import { hookEvents } from '../integrations/hook-events.ts'
import { HookUrl } from '../integrations/hook-url.ts'
import { Id } from './common.ts'

export const HookSubscribe = z.strictObject({
  targetUrl: HookUrl.meta({ description: 'where the event is sent by POST' }),
  event: z.enum(hookEvents),
})
export type HookSubscribe = z.infer<typeof HookSubscribe>

export const HookSubscribed = z.object({ id: Id }).meta({ id: 'HookSubscribed' })

export const HookSampleQuery = z.object({ event: z.enum(hookEvents) })

/** What a subscriber is sent, made up. */
export const HookSample = z
  .object({
    type: z.enum(hookEvents),
    timestamp: z.iso.datetime(),
    version: z.literal(hookVersion),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HookSample' })
export type HookSample = z.infer<typeof HookSample>
