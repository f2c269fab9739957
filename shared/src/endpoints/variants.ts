import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { idParams } from '../schemas/common.ts'
import * as s from '../schemas/variant.ts'

export const listVariants = defineEndpoint({
  id: 'variants.list',
  method: 'GET',
  path: '/requests/:id/variants',
  access: 'requests.read',
  status: 200,
  summary: 'The variants of a request, in the order in which they came',
  params: idParams,
  query: z.object({ deleted: z.stringbool().optional() }),
  reply: z.object({ data: z.array(s.Variant) }),
})
export const createVariant = defineEndpoint({
  id: 'variants.create',
  method: 'POST',
  path: '/requests/:id/variants',
  access: 'requests.write',
  status: 201,
  summary:
    'Adds a variant: by facts, by a text, from the inventory, or by a link that is read in the background',
  params: idParams,
  body: s.VariantCreate,
  reply: s.Variant,
})
export const getVariant = defineEndpoint({
  id: 'variants.get',
  method: 'GET',
  path: '/variants/:id',
  access: 'requests.read',
  status: 200,
  summary: 'One variant',
  params: idParams,
  reply: s.Variant,
})
export const updateVariant = defineEndpoint({
  id: 'variants.update',
  method: 'PATCH',
  path: '/variants/:id',
  access: 'requests.write',
  status: 200,
  summary: 'Changes fields of a variant',
  params: idParams,
  body: s.VariantPatch,
  reply: s.Variant,
})
export const changeVariantStatus = defineEndpoint({
  id: 'variants.status',
  method: 'POST',
  path: '/variants/:id/status',
  access: 'requests.write',
  status: 200,
  summary: 'Moves a variant to another stage; its giver hears of it',
  params: idParams,
  body: s.VariantStatusInput,
  reply: s.Variant,
})
export const deleteVariant = defineEndpoint({
  id: 'variants.delete',
  method: 'DELETE',
  path: '/variants/:id',
  access: 'requests.write',
  status: 204,
  summary: 'Takes a variant off its request',
  params: idParams,
})
export const restoreVariant = defineEndpoint({
  id: 'variants.restore',
  method: 'POST',
  path: '/variants/:id/restore',
  access: 'requests.write',
  status: 200,
  summary: 'Puts a variant back',
  params: idParams,
  reply: s.Variant,
})
export const getOfferPage = defineEndpoint({
  id: 'variants.offer_page',
  method: 'GET',
  path: '/public/offers/:token',
  access: 'public',
  status: 200,
  summary: 'What the offer page shows of its request',
  params: z.object({ token: z.string().min(20).max(64) }),
  reply: s.OfferPage,
})
export const sendOffer = defineEndpoint({
  id: 'variants.offer',
  method: 'POST',
  path: '/public/offers/:token',
  access: 'public',
  status: 202,
  summary: 'A car that a visitor of the offer page offers',
  params: z.object({ token: z.string().min(20).max(64) }),
  body: s.OfferForm,
  bodyLimit: 10 * 1024 * 1024,
  reply: s.OfferReply,
})
