import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { idParams, pageOf } from '../schemas/common.ts'
import {
  BulkReply,
  CarListing,
  ListingBulk,
  ListingCreate,
  ListingDetail,
  ListingFacets,
  ListingFilter,
  ListingImport,
  ListingPatch,
  ListingQuery,
  Market,
  SavedView,
  SavedViewInput,
} from '../schemas/listing.ts'

export const listListings = defineEndpoint({
  id: 'listings.list',
  method: 'GET',
  path: '/listings',
  access: 'listings.read',
  status: 200,
  summary: 'The inventory, filtered and sorted',
  query: ListingQuery,
  reply: pageOf(CarListing),
})
export const facetListings = defineEndpoint({
  id: 'listings.facets',
  method: 'GET',
  path: '/listings/facets',
  access: 'listings.read',
  status: 200,
  summary: 'How many cars of each make, source, status and currency a filter holds',
  query: ListingFilter,
  reply: ListingFacets,
})
export const exportListings = defineEndpoint({
  id: 'listings.export',
  method: 'GET',
  path: '/listings/export.csv',
  access: 'listings.read',
  status: 200,
  summary: 'The filtered inventory as CSV',
  query: ListingFilter,
  replyType: 'text/csv',
})
export const getListing = defineEndpoint({
  id: 'listings.get',
  method: 'GET',
  path: '/listings/:id',
  access: 'listings.read',
  status: 200,
  summary: 'One car with its price history and likely copies',
  params: idParams,
  reply: ListingDetail,
})
export const getMarket = defineEndpoint({
  id: 'listings.market',
  method: 'GET',
  path: '/listings/:id/market',
  access: 'listings.read',
  status: 200,
  summary: 'How a car stands among comparable ones: price range, its place, days on the market, the sample',
  params: idParams,
  reply: Market,
})
export const createListing = defineEndpoint({
  id: 'listings.create',
  method: 'POST',
  path: '/listings',
  access: 'listings.write',
  status: 201,
  summary: 'Adds a car by hand',
  body: ListingCreate,
  reply: CarListing,
})
export const importListings = defineEndpoint({
  id: 'listings.import',
  method: 'POST',
  path: '/listings/import',
  access: 'listings.write',
  status: 200,
  summary: 'Adds or refreshes up to 1,000 cars from a table',
  body: ListingImport,
  bodyLimit: 8 * 1024 * 1024,
  reply: z.object({ created: z.number().int(), changed: z.number().int(), unchanged: z.number().int() }),
})
export const updateListing = defineEndpoint({
  id: 'listings.update',
  method: 'PATCH',
  path: '/listings/:id',
  access: 'listings.write',
  status: 200,
  summary: 'Changes fields of a car and locks them against later parses',
  params: idParams,
  body: ListingPatch,
  reply: CarListing,
})
export const deleteListing = defineEndpoint({
  id: 'listings.delete',
  method: 'DELETE',
  path: '/listings/:id',
  access: 'listings.delete',
  status: 204,
  summary: 'Puts a car into the bin',
  params: idParams,
})
export const restoreListing = defineEndpoint({
  id: 'listings.restore',
  method: 'POST',
  path: '/listings/:id/restore',
  access: 'listings.delete',
  status: 200,
  summary: 'Takes a car out of the bin',
  params: idParams,
  reply: CarListing,
})
export const bulkListings = defineEndpoint({
  id: 'listings.bulk',
  method: 'POST',
  path: '/listings/bulk',
  access: 'listings.write',
  status: 200,
  summary: 'One change for up to 1,000 cars, with what it takes to undo it',
  body: ListingBulk,
  reply: BulkReply,
})
export const listViews = defineEndpoint({
  id: 'views.list',
  method: 'GET',
  path: '/views',
  access: 'listings.read',
  status: 200,
  summary: 'Saved filters of the inventory',
  reply: z.object({ data: z.array(SavedView) }),
})
export const createView = defineEndpoint({
  id: 'views.create',
  method: 'POST',
  path: '/views',
  access: 'listings.write',
  status: 201,
  summary: 'Saves a filter under a name',
  body: SavedViewInput,
  reply: SavedView,
})
export const deleteView = defineEndpoint({
  id: 'views.delete',
  method: 'DELETE',
  path: '/views/:id',
  access: 'listings.write',
  status: 204,
  summary: 'Forgets a saved filter',
  params: idParams,
})
