import { cancelParse } from '@cartie/db/services/parse/cancel'
import { getParse } from '@cartie/db/services/parse/get'
import { listParses } from '@cartie/db/services/parse/list'
import { listParseItems } from '@cartie/db/services/parse/list-items'
import { rejectParseItem } from '@cartie/db/services/parse/reject-item'
import { removeSamples } from '@cartie/db/services/parse/remove-samples'
import { restoreParseItem } from '@cartie/db/services/parse/restore-item'
import { retryParse } from '@cartie/db/services/parse/retry'
import { saveParseItem } from '@cartie/db/services/parse/save-item'
import { startParse } from '@cartie/db/services/parse/start'
import * as endpoints from '@cartie/shared/endpoints/parses'
import { ParseInput } from '@cartie/shared/schemas/parse'
import type { Parts } from '../call.ts'
import { sampleUrls } from '../samples/sample-site.ts'
import type { Serve } from '../serve.ts'

const stateOf = (reply: object) => ('id' in reply ? `/parses/${String(reply.id)}` : undefined)

/** Bulk imports: start, watch, stop, try again, decide on held results; and the samples. */
export function parseRoutes(serve: Serve, { config }: Pick<Parts, 'config'>): void {
  const ratePerHost = config.fetch.ratePerHost
  serve(endpoints.startParse, ({ ctx, body }) => startParse(ctx, body, { ratePerHost }), {
    location: stateOf,
  })
  serve(endpoints.listParses, ({ ctx, query }) => listParses(ctx, query))
  serve(endpoints.getParse, ({ ctx, params }) => getParse(ctx, params.id))
  serve(endpoints.listParseItems, ({ ctx, params, query, language }) =>
    listParseItems(ctx, params.id, query, language),
  )
  serve(endpoints.cancelParse, ({ ctx, params }) => cancelParse(ctx, params.id))
  serve(endpoints.retryParse, ({ ctx, params }) => retryParse(ctx, params.id), { location: stateOf })
  serve(endpoints.saveParseItem, ({ ctx, params, body, language }) =>
    saveParseItem(ctx, { parseId: params.id, itemId: params.itemId, edits: body.edits }, language),
  )
  serve(endpoints.rejectParseItem, ({ ctx, params, language }) =>
    rejectParseItem(ctx, { parseId: params.id, itemId: params.itemId }, language),
  )
  serve(endpoints.restoreParseItem, ({ ctx, params, language }) =>
    restoreParseItem(ctx, { parseId: params.id, itemId: params.itemId }, language),
  )
  serve(
    endpoints.trySamples,
    async ({ ctx }) => {
      const parse = await startParse(ctx, { ...ParseInput.parse({ urls: [...sampleUrls] }), sample: true })
      if (!('id' in parse)) throw new Error('a parse of samples is never a plan')
      return parse
    },
    { location: stateOf },
  )
  serve(endpoints.removeSamples, ({ ctx }) => removeSamples(ctx))
}
