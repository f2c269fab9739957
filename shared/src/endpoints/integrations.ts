import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { idParams } from '../schemas/common.ts'
import { DeliveryDetail } from '../schemas/delivery.ts'
import {
  Integration,
  IntegrationCreate,
  IntegrationCreated,
  IntegrationPatch,
  IntegrationWithSecret,
  Replayed,
} from '../schemas/integration.ts'

export const listIntegrations = defineEndpoint({
  id: 'integrations.list',
  method: 'GET',
  path: '/integrations',
  access: 'integrations.read',
  status: 200,
  summary: 'The integrations of the workspace with their health',
  reply: z.object({ data: z.array(Integration) }),
})
export const createIntegration = defineEndpoint({
  id: 'integrations.create',
  method: 'POST',
  path: '/integrations',
  access: 'integrations.write',
  status: 201,
  summary: 'Adds an integration; its secret is told this once',
  body: IntegrationCreate,
  reply: IntegrationCreated,
})
export const getIntegration = defineEndpoint({
  id: 'integrations.get',
  method: 'GET',
  path: '/integrations/:id',
  access: 'integrations.read',
  status: 200,
  summary: 'One integration with its health',
  params: idParams,
  reply: Integration,
})
export const updateIntegration = defineEndpoint({
  id: 'integrations.update',
  method: 'PATCH',
  path: '/integrations/:id',
  access: 'integrations.write',
  status: 200,
  summary: 'Changes an integration; what waits goes where it leads then',
  params: idParams,
  body: IntegrationPatch,
  reply: Integration,
})
export const deleteIntegration = defineEndpoint({
  id: 'integrations.delete',
  method: 'DELETE',
  path: '/integrations/:id',
  access: 'integrations.write',
  status: 204,
  summary: 'Removes an integration for good; what waits for it is given up',
  params: idParams,
})
export const pauseIntegration = defineEndpoint({
  id: 'integrations.pause',
  method: 'POST',
  path: '/integrations/:id/pause',
  access: 'integrations.write',
  status: 200,
  summary: 'Keeps what an integration is told until it is resumed',
  params: idParams,
  reply: Integration,
})
export const resumeIntegration = defineEndpoint({
  id: 'integrations.resume',
  method: 'POST',
  path: '/integrations/:id/resume',
  access: 'integrations.write',
  status: 200,
  summary: 'Sends what an integration kept, and goes on',
  params: idParams,
  reply: Integration,
})
export const rotateIntegrationSecret = defineEndpoint({
  id: 'integrations.rotateSecret',
  method: 'POST',
  path: '/integrations/:id/secret',
  access: 'integrations.write',
  status: 200,
  summary: 'Makes a new secret; for a day the old one signs as well',
  params: idParams,
  reply: IntegrationWithSecret,
})
export const testIntegration = defineEndpoint({
  id: 'integrations.test',
  method: 'POST',
  path: '/integrations/:id/test',
  access: 'integrations.write',
  status: 202,
  summary: 'Sends a test event, once; the delivery tells the answer',
  params: idParams,
  reply: DeliveryDetail,
})
export const replayIntegration = defineEndpoint({
  id: 'integrations.replay',
  method: 'POST',
  path: '/integrations/:id/replay',
  access: 'integrations.write',
  status: 202,
  summary: 'Sends the events again that could not be sent, each under its old id',
  params: idParams,
  reply: Replayed,
})
