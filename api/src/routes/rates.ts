import { getRates } from '@cartie/db/services/rate/get'
import * as endpoints from '@cartie/shared/endpoints/rates'
import type { Serve } from '../serve.ts'

/** What currencies are worth. */
export function rateRoutes(serve: Serve): void {
  serve(endpoints.getRates, ({ ctx }) => getRates(ctx))
}
