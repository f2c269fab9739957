import type { Overview, OverviewQuery } from '@cartie/shared/schemas/stats'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readPartnerStats, readRequestStats } from './deal-stats.ts'
import { readLeadStats } from './lead-stats.ts'
import { readPeriod } from './read-period.ts'
import { readPriceMoves } from './price-moves.ts'
import { readStock } from './stock-stats.ts'
import { readDeliveryStats, readParseStats } from './traffic-stats.ts'

/**
 * What people look at first, over the last `days` days of the workspace's calendar. A few statements on one
 * connection, each over an index.
 */
export function getOverview(ctx: Context, { days }: OverviewQuery): Promise<Overview> {
  requirePermission(ctx, 'stats.read')
  return withTx(ctx, async (tx) => {
    const period = await readPeriod(ctx, tx, days)
    const [leads, stock, prices, requests, partners, deliveries, parses] = await Promise.all([
      readLeadStats(ctx, tx, period),
      readStock(ctx, tx),
      readPriceMoves(ctx, tx, period),
      readRequestStats(ctx, tx),
      readPartnerStats(ctx, tx, period),
      readDeliveryStats(ctx, tx, period),
      readParseStats(ctx, tx, period),
    ])
    const { firstDay: from, lastDay: to, timeZone } = period
    return { days, from, to, timeZone, ...leads, stock, prices, requests, partners, deliveries, parses }
  })
}
