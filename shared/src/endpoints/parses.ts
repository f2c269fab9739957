import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { idParams, pageOf } from '../schemas/common.ts'
import {
  itemParams,
  Parse,
  ParseInput,
  ParseItem,
  ParseItemQuery,
  ParseItemSave,
  ParsePlan,
  ParseQuery,
} from '../schemas/parse.ts'

export const startParse = defineEndpoint({
  id: 'parses.start',
  method: 'POST',
  path: '/parses',
  access: 'parses.write',
  status: 202,
  summary: 'Reads 1 to 50,000 links, up to 1,000 posts, or a search, into the inventory',
  body: ParseInput,
  reply: z.union([Parse, ParsePlan]),
  bodyLimit: 16 * 1024 * 1024,
})
export const listParses = defineEndpoint({
  id: 'parses.list',
  method: 'GET',
  path: '/parses',
  access: 'parses.read',
  status: 200,
  summary: 'The history of parses, newest first',
  query: ParseQuery,
  reply: pageOf(Parse),
})
export const getParse = defineEndpoint({
  id: 'parses.get',
  method: 'GET',
  path: '/parses/:id',
  access: 'parses.read',
  status: 200,
  summary: 'One parse with its progress',
  params: idParams,
  reply: Parse,
})
export const listParseItems = defineEndpoint({
  id: 'parses.items',
  method: 'GET',
  path: '/parses/:id/items',
  access: 'parses.read',
  status: 200,
  summary: 'What became of each link or text',
  params: idParams,
  query: ParseItemQuery,
  reply: pageOf(ParseItem),
})
export const cancelParse = defineEndpoint({
  id: 'parses.cancel',
  method: 'POST',
  path: '/parses/:id/cancel',
  access: 'parses.write',
  status: 200,
  summary: 'Stops a parse; what it brought stays',
  params: idParams,
  reply: Parse,
})
export const retryParse = defineEndpoint({
  id: 'parses.retry',
  method: 'POST',
  path: '/parses/:id/retry',
  access: 'parses.write',
  status: 202,
  summary: 'Tries the items again that failed, met a wall or were cancelled',
  params: idParams,
  reply: Parse,
})
export const saveParseItem = defineEndpoint({
  id: 'parses.items.save',
  method: 'POST',
  path: '/parses/:id/items/:itemId/save',
  access: 'parses.write',
  status: 200,
  summary: 'Takes a held result into the inventory',
  params: itemParams,
  body: ParseItemSave,
  reply: ParseItem,
})
export const rejectParseItem = defineEndpoint({
  id: 'parses.items.reject',
  method: 'POST',
  path: '/parses/:id/items/:itemId/reject',
  access: 'parses.write',
  status: 200,
  summary: 'Leaves a held result out of the inventory',
  params: itemParams,
  reply: ParseItem,
})
export const restoreParseItem = defineEndpoint({
  id: 'parses.items.restore',
  method: 'POST',
  path: '/parses/:id/items/:itemId/restore',
  access: 'parses.write',
  status: 200,
  summary: 'Takes a rejection back: the result waits for a decision again',
  params: itemParams,
  reply: ParseItem,
})
export const trySamples = defineEndpoint({
  id: 'samples.try',
  method: 'POST',
  path: '/samples',
  access: 'parses.write',
  status: 202,
  summary: 'Reads the sample pages that Cartie serves itself',
  reply: Parse,
})
export const removeSamples = defineEndpoint({
  id: 'samples.remove',
  method: 'DELETE',
  path: '/samples',
  access: 'parses.write',
  status: 200,
  summary: 'Removes every car and parse that the samples brought',
  reply: z.object({ listings: z.number().int(), parses: z.number().int() }),
})
