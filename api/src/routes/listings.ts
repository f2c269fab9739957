import { bulkListings } from '@cartie/db/services/listing/bulk'
import { createListing } from '@cartie/db/services/listing/create'
import { deleteListing } from '@cartie/db/services/listing/delete'
import { exportListings } from '@cartie/db/services/listing/export'
import { facetListings } from '@cartie/db/services/listing/facets'
import { getListing } from '@cartie/db/services/listing/get'
import { importListings } from '@cartie/db/services/listing/import'
import { marketOfListing } from '@cartie/db/services/listing/market'
import { listListings } from '@cartie/db/services/listing/list'
import { restoreListing } from '@cartie/db/services/listing/restore'
import { updateListing } from '@cartie/db/services/listing/update'
import * as endpoints from '@cartie/shared/endpoints/listings'
import type { Parts } from '../call.ts'
import { csvOf } from '../csv.ts'
import { listingColumns } from '../listing-columns.ts'
import type { Serve } from '../serve.ts'

/** The inventory. */
export function listingRoutes(serve: Serve, { config }: Pick<Parts, 'config'>): void {
  const columns = listingColumns(config.publicUrl)
  serve(endpoints.listListings, ({ ctx, query }) => listListings(ctx, query))
  serve(endpoints.facetListings, ({ ctx, query }) => facetListings(ctx, query))
  serve(endpoints.exportListings, async ({ ctx, query, http }) => {
    const csv = await csvOf(columns, exportListings(ctx, query))
    http.set('Content-Disposition', 'attachment; filename="cartie-inventory.csv"')
    http.set('Content-Type', 'text/csv; charset=utf-8')
    http.body = csv
  })
  serve(endpoints.getListing, ({ ctx, params }) => getListing(ctx, params.id))
  serve(endpoints.getMarket, ({ ctx, params }) => marketOfListing(ctx, params.id))
  serve(endpoints.createListing, ({ ctx, body }) => createListing(ctx, body))
  serve(endpoints.importListings, ({ ctx, body }) => importListings(ctx, body))
  serve(endpoints.updateListing, ({ ctx, params, body }) => updateListing(ctx, params.id, body))
  serve(endpoints.deleteListing, ({ ctx, params }) => deleteListing(ctx, params.id))
  serve(endpoints.restoreListing, ({ ctx, params }) => restoreListing(ctx, params.id))
  serve(endpoints.bulkListings, ({ ctx, body }) => bulkListings(ctx, body))
}
