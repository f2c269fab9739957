import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { idParams } from '../schemas/common.ts'
import { HookSample, HookSampleQuery, HookSubscribe, HookSubscribed } from '../schemas/hook.ts'

export const subscribeHook = defineEndpoint({
  id: 'hooks.subscribe',
  method: 'POST',
  path: '/hooks',
  access: 'integrations.write',
  status: 201,
  summary: 'Subscribes an address to one event, as Zapier does (REST hooks)',
  body: HookSubscribe,
  reply: HookSubscribed,
})
export const unsubscribeHook = defineEndpoint({
  id: 'hooks.unsubscribe',
  method: 'DELETE',
  path: '/hooks/:id',
  access: 'integrations.write',
  status: 204,
  summary: 'Ends a subscription; an answer of 410 ends it, too',
  params: idParams,
})
export const sampleHook = defineEndpoint({
  id: 'hooks.samples',
  method: 'GET',
  path: '/hooks/samples',
  access: 'integrations.read',
  status: 200,
  summary: 'What a subscriber of an event is sent, made up: a plain array, as Zapier wants it',
  query: HookSampleQuery,
  reply: z.array(HookSample),
})
