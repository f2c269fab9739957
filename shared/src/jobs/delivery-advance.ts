import { z } from 'zod'
import { channelOfLane, outerChannels } from '../domain/delivery-lane.ts'
import { defineJob, type QueueName } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** Sends what is due on a lane, one after the other. A wake-up that finds the lane taken or nothing due simply ends. */
const advance = (queue: QueueName) =>
  defineJob({
    name: `${queue}.advance`,
    queue,
    payload: z.object({ workspaceId: Id, lane: z.string().min(1).max(300) }),
    // A queue's keys may hold no colon.
    key: (p) => `delivery-${p.lane.replaceAll(':', '.')}`,
    attempts: 3,
    backoffMs: 500,
    timeoutMs: 60_000,
  })

export const deliveryAdvance = advance('delivery')
/** The same for lanes to servers of all kinds, which may hang. */
export const integrationAdvance = advance('integration')

/** The wake-up of a lane. */
export const laneAdvance = (lane: string) =>
  outerChannels.includes(channelOfLane(lane)) ? integrationAdvance : deliveryAdvance
