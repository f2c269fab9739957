import { Redis } from 'ioredis'
import type { World } from './world.ts'

/** Makes the queues of a world forget all of their jobs, as a wiped Redis or a lost table would. */
export async function flushQueues(world: World): Promise<void> {
  if (world.redisUrl) {
    const redis = new Redis(world.redisUrl)
    await redis.flushdb()
    redis.disconnect()
    return
  }
  await world.sql`truncate bullmq.job, bullmq.event, bullmq.dedup, bullmq.dedup_next cascade`
}
