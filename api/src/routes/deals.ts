import { resolveRequest } from '@cartie/db/services/request/resolve'
import { shareContact } from '@cartie/db/services/request/share-contact'
import * as endpoints from '@cartie/shared/endpoints/deals'
import type { Serve } from '../serve.ts'

/** How a request comes to its end. */
export function dealRoutes(serve: Serve): void {
  serve(endpoints.shareContact, ({ ctx, params, body }) => shareContact(ctx, params.id, body))
  serve(endpoints.resolveRequest, ({ ctx, params, body }) => resolveRequest(ctx, params.id, body))
}
