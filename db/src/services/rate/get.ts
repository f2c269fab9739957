import type { ExchangeRates } from '@cartie/shared/schemas/rate'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { latestRates } from './latest.ts'

/** The exchange rates that Cartie counts with; of no day and no currency before the first are known. */
export function getRates(ctx: Context): Promise<ExchangeRates> {
  requirePermission(ctx, 'workspace.read')
  return withTx(ctx, async (tx) => (await latestRates(tx)) ?? { day: null, uahPer: {} })
}
