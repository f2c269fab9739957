import { defineEndpoint } from '../endpoint.ts'
import { idParams, pageOf } from '../schemas/common.ts'
import {
  Delivery,
  DeliveryCheck,
  DeliveryCounts,
  DeliveryCountsQuery,
  DeliveryDetail,
  DeliveryQuery,
} from '../schemas/delivery.ts'

export const listDeliveries = defineEndpoint({
  id: 'deliveries.list',
  method: 'GET',
  path: '/deliveries',
  access: 'deliveries.read',
  status: 200,
  summary: 'Everything that leaves the house, newest first',
  query: DeliveryQuery,
  reply: pageOf(Delivery),
})
export const countDeliveries = defineEndpoint({
  id: 'deliveries.counts',
  method: 'GET',
  path: '/deliveries/counts',
  access: 'deliveries.read',
  status: 200,
  summary: 'How many deliveries stand in each state, and how old the oldest open ones are',
  query: DeliveryCountsQuery,
  reply: DeliveryCounts,
})
export const getDelivery = defineEndpoint({
  id: 'deliveries.get',
  method: 'GET',
  path: '/deliveries/:id',
  access: 'deliveries.read',
  status: 200,
  summary: 'One delivery with its request',
  params: idParams,
  reply: DeliveryDetail,
})
export const resendDelivery = defineEndpoint({
  id: 'deliveries.resend',
  method: 'POST',
  path: '/deliveries/:id/resend',
  access: 'deliveries.write',
  status: 201,
  summary: 'Sends a copy of a delivery that has ended, or whose end nobody knows',
  params: idParams,
  reply: DeliveryDetail,
})
export const holdDelivery = defineEndpoint({
  id: 'deliveries.hold',
  method: 'POST',
  path: '/deliveries/:id/hold',
  access: 'deliveries.write',
  status: 200,
  summary: 'Keeps a delivery that waits until it is released',
  params: idParams,
  reply: DeliveryDetail,
})
export const releaseDelivery = defineEndpoint({
  id: 'deliveries.release',
  method: 'POST',
  path: '/deliveries/:id/release',
  access: 'deliveries.write',
  status: 200,
  summary: 'Lets a held delivery go',
  params: idParams,
  reply: DeliveryDetail,
})
export const cancelDelivery = defineEndpoint({
  id: 'deliveries.cancel',
  method: 'POST',
  path: '/deliveries/:id/cancel',
  access: 'deliveries.write',
  status: 200,
  summary: 'Gives up a delivery that waits, is held, or whose end nobody knows',
  params: idParams,
  reply: DeliveryDetail,
})
export const checkDelivery = defineEndpoint({
  id: 'deliveries.check',
  method: 'POST',
  path: '/deliveries/:id/check',
  access: 'deliveries.write',
  status: 200,
  summary: 'Looks for traces of whether a delivery arrived, and settles it where one proves it',
  params: idParams,
  reply: DeliveryCheck,
})
