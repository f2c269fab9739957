import { getOverview } from '@cartie/db/services/stats/overview'
import { readSiteFill } from '@cartie/db/services/stats/site-fill'
import { readWork } from '@cartie/db/services/stats/work'
import { queueNames } from '@cartie/shared/job'
import * as endpoints from '@cartie/shared/endpoints/stats'
import type { Parts } from '../call.ts'
import { withDeadline } from '../deadline.ts'
import type { Serve } from '../serve.ts'

const lookMs = 900

/** Numbers that people look at. A queue that does not answer in time tells nothing, and holds up nobody. */
export function statsRoutes(serve: Serve, { queues }: Pick<Parts, 'queues'>): void {
  const countQueues = () =>
    Promise.all(
      queueNames.map(async (name) => ({
        name,
        counts: await withDeadline(lookMs, queues.counts(name)).catch(() => null),
      })),
    )
  serve(endpoints.getOverview, ({ ctx, query }) => getOverview(ctx, query))
  serve(endpoints.getSiteFill, ({ ctx }) => readSiteFill(ctx))
  serve(endpoints.getHealth, async ({ ctx }) => {
    const [work, counted] = await Promise.all([readWork(ctx), countQueues()])
    return { ...work, queues: counted }
  })
}
