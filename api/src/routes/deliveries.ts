import { cancelDelivery } from '@cartie/db/services/delivery/cancel'
import { checkDelivery } from '@cartie/db/services/delivery/check'
import { countDeliveries } from '@cartie/db/services/delivery/counts'
import { getDelivery } from '@cartie/db/services/delivery/get'
import { holdDelivery } from '@cartie/db/services/delivery/hold'
import { listDeliveries } from '@cartie/db/services/delivery/list'
import { releaseDelivery } from '@cartie/db/services/delivery/release'
import { resendDelivery } from '@cartie/db/services/delivery/resend'
import * as endpoints from '@cartie/shared/endpoints/deliveries'
import type { Serve } from '../serve.ts'

/** The ledger of what leaves the house: look, check, send again, hold, let go, give up. */
export function deliveryRoutes(serve: Serve): void {
  serve(endpoints.listDeliveries, ({ ctx, query }) => listDeliveries(ctx, query))
  serve(endpoints.countDeliveries, ({ ctx, query }) => countDeliveries(ctx, query))
  serve(endpoints.getDelivery, ({ ctx, params }) => getDelivery(ctx, params.id))
  serve(endpoints.resendDelivery, ({ ctx, params }) => resendDelivery(ctx, params.id), {
    location: (copy) => `/deliveries/${copy.id}`,
  })
  serve(endpoints.holdDelivery, ({ ctx, params }) => holdDelivery(ctx, params.id))
  serve(endpoints.releaseDelivery, ({ ctx, params }) => releaseDelivery(ctx, params.id))
  serve(endpoints.cancelDelivery, ({ ctx, params }) => cancelDelivery(ctx, params.id))
  serve(endpoints.checkDelivery, ({ ctx, params }) => checkDelivery(ctx, params.id))
}
