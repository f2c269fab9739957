import { createHmac, randomInt } from 'node:crypto'
import { ApiError } from '@cartie/shared/client'
import { listChats, sendToChat } from '@cartie/shared/endpoints/chats'
import { getDelivery, listDeliveries } from '@cartie/shared/endpoints/deliveries'
import {
  createIntegration,
  deleteIntegration,
  getIntegration,
  pauseIntegration,
  testIntegration,
} from '@cartie/shared/endpoints/integrations'
import { sendLeadForm } from '@cartie/shared/endpoints/leads'
import type { Chat } from '@cartie/shared/schemas/chat'
import type { DeliveryDetail } from '@cartie/shared/schemas/delivery'
import type { IntegrationCreate } from '@cartie/shared/schemas/integration'
import { expect } from '../expect.ts'
import { Skipped, until } from '../flow.ts'
import { refusedAs } from '../session.ts'
import type { Stage } from '../stage.ts'
import { makeUpKeys, type Keys } from './keys.ts'
import type { ServiceCall, ServiceStand } from './stand.ts'

/** How one service is played. */
interface Play {
  /** What a person enters. */
  form: (keys: Keys) => IntegrationCreate
  /** A field of the form that refuses a question mark. */
  field: string
  /** How a key that it does not know is told of. */
  refusal: string
  /** The call by which it is told of something. */
  isTelling: (call: ServiceCall) => boolean
  /** What comes in by it, whatever its keys are worth. Returns what is answered to. */
  hears?: (stage: Stage, integrationId: string, keys: Keys) => Promise<string>
  /** Makes something happen that it is told of, and returns the delivery of that. */
  happens: (stage: Stage, integrationId: string, keys: Keys) => Promise<string>
}

const name = 'Verify'
const plays = {
  GOOGLE_SHEETS: {
    form: ({ google: { spreadsheet, keyFile: secret } }) => ({
      ...{ type: 'GOOGLE_SHEETS', name, secret },
      config: { what: 'leads', spreadsheet, tab: 'Leads', language: 'uk', columns: [] },
    }),
    field: 'spreadsheet',
    refusal: 'sheets_key',
    isTelling: ({ path, body }) => path.endsWith(':append') && body.includes('Service'),
    happens: leadComes,
  },
  SENDPULSE: {
    form: ({ sendpulse: { clientId, secret, bookId } }) => ({
      ...{ type: 'SENDPULSE', name, secret },
      config: { clientId, bookId, consentOnly: true },
    }),
    field: 'clientId',
    refusal: 'sendpulse_key',
    isTelling: ({ path }) => path.startsWith('/sms/numbers'),
    happens: leadComes,
  },
  META: {
    form: ({ meta: { datasetId, token: secret } }) => ({
      ...{ type: 'META', name, secret },
      config: { datasetId, actionSource: 'system_generated' },
    }),
    field: 'datasetId',
    refusal: 'meta_token',
    isTelling: ({ path }) => path.endsWith('/events'),
    happens: leadComes,
  },
  WHATSAPP: {
    form: ({ whatsapp: { phoneNumberId, wabaId, token: accessToken, appSecret } }) => ({
      ...{ type: 'WHATSAPP', name, events: [] },
      config: { phoneNumberId, wabaId, accessToken, appSecret, templateLanguage: 'uk' },
    }),
    field: 'phoneNumberId',
    refusal: '190',
    isTelling: ({ path, body }) => path.endsWith('/messages') && body.includes('Вітаємо'),
    hears: clientWrites,
    happens: answerClient,
  },
} as const satisfies Record<string, Play>

const notLetIn =
  'the installation does not open private addresses: start it with FETCH_ALLOW_PRIVATE=127.0.0.1'

/** A delivery once it has ended. */
async function ended(stage: Stage, id: string): Promise<DeliveryDetail> {
  const look = () => stage.owner(getDelivery, { params: { id } })
  return until(stage, 'the try ends', look, ({ state, error }) => {
    if (stage.services && /^BLOCKED/.test(error?.code ?? '')) throw new Skipped(notLetIn)
    return state !== 'pending' && state !== 'sending'
  })
}

/** The form refuses what can't be, by its field. */
async function refusesByField({ owner }: Stage, { form, field }: Play, keys: Keys): Promise<void> {
  const { config, ...rest } = form(keys)
  const body = { ...rest, config: { ...config, [field]: '?' } } as IntegrationCreate
  const error: unknown = await owner(createIntegration, { body }).catch((thrown: unknown) => thrown)
  const isTold =
    error instanceof ApiError && error.problem.errors.some((one) => one.pointer === `/config/${field}`)
  expect(isTold, `the form does not say what is wrong with ${field}`)
}

/** With keys that nobody knows: what its test says, in a code. */
async function triesMadeUp(stage: Stage, play: Play): Promise<string> {
  const { owner } = stage
  const keys = makeUpKeys()
  const body = play.form(keys)
  const made = await owner(createIntegration, { body })
  const params = { id: made.id }
  if ('secret' in body) expect(!JSON.stringify(made).includes(body.secret), 'its key is shown')
  const { state, error } = await ended(stage, (await owner(testIntegration, { params })).id)
  expect(state === 'failed' && error !== null, `a made-up key ended as ${state}`)
  if (stage.services) expect(error.code === play.refusal, `a key that is wrong is told as ${error.code}`)
  await play.hears?.(stage, made.id, keys)
  expect((await owner(pauseIntegration, { params })).status === 'paused', 'it is not paused')
  await owner(deleteIntegration, { params })
  expect(await refusedAs('not_found', owner(getIntegration, { params })), 'it is still there')
  return error.code === play.refusal ? 'refused a wrong key' : `its test failed as it should (${error.code})`
}

/** At the stand: its test is well, and it is told. */
async function tells(stage: Stage, play: Play, { keys, calls }: ServiceStand): Promise<void> {
  const { owner } = stage
  const { id } = await owner(createIntegration, { body: play.form(keys) })
  const test = await ended(stage, (await owner(testIntegration, { params: { id } })).id)
  expect(test.state === 'sent', `its test ended as ${test.state}: ${test.error?.message}`)
  const told = await ended(stage, await play.happens(stage, id, keys))
  expect(told.state === 'sent', `what happened ended as ${told.state}: ${told.error?.message}`)
  expect(calls.some(play.isTelling), 'the service was not told')
  await owner(deleteIntegration, { params: { id } })
}

/** A visitor who agrees; returns the delivery that tells of them. */
async function leadComes(stage: Stage, integrationId: string): Promise<string> {
  const { owner, workspace } = stage
  // One that is new each time: who is known already makes no lead.
  const phone = `+38067${randomInt(1_000_000, 9_999_999)}`
  const visitor = { name: 'Service', phone, consent: true as const }
  await owner(sendLeadForm, { body: { workspace: workspace.slug, ...visitor, request: 'BMW X5' } })
  const look = () => owner(listDeliveries, { query: { integrationId, limit: 5 } })
  const isTold = ({ method }: { method: string }) => method.startsWith('lead.')
  const { data } = await until(stage, 'the lead is told', look, (page) => page.data.some(isTold))
  return data.find(isTold)!.id
}

/** A client writes to the number, as Meta would tell it; returns their chat's id. */
async function clientWrites(stage: Stage, id: string, { whatsapp }: Keys): Promise<string> {
  const from = '380671110013'
  const timestamp = String(Math.floor(Date.now() / 1000))
  const value = {
    metadata: { phone_number_id: whatsapp.phoneNumberId },
    contacts: [{ profile: { name }, wa_id: from }],
    messages: [{ from, id: `wamid.${id}`, timestamp, type: 'text', text: { body: 'Чи є BMW X5?' } }],
  }
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ changes: [{ value }] }] })
  const post = (secret: string) =>
    fetch(`${stage.url}/api/whatsapp/${id}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
      },
      body,
      signal: stage.signal,
    })
  expect((await post('another')).status === 401, 'a message that Meta did not sign is taken in')
  expect((await post(whatsapp.appSecret)).ok, 'a message of a client is refused')
  const look = () => stage.owner(listChats, { query: { limit: 20 } })
  const isTheirs = (chat: Chat) => chat.chatId === from && chat.integration?.id === id
  const { data } = await until(stage, 'the chat is there', look, (page) => page.data.some(isTheirs))
  return data.find(isTheirs)!.id
}

/** Answers who wrote; returns the delivery of the answer. */
async function answerClient(stage: Stage, integrationId: string, keys: Keys): Promise<string> {
  const id = await clientWrites(stage, integrationId, keys)
  const { deliveryIds } = await stage.owner(sendToChat, {
    params: { id },
    body: { text: 'Вітаємо!', listingIds: [] },
  })
  return deliveryIds[0]!
}

/** Plays one of them; returns what was played where there is no stand in its place. */
async function playService(stage: Stage, type: keyof typeof plays): Promise<string | undefined> {
  const play: Play = plays[type]
  await refusesByField(stage, play, makeUpKeys())
  const refused = await triesMadeUp(stage, play)
  if (!stage.services)
    return ['made', ...(play.hears ? ['heard'] : []), refused, 'paused', 'deleted'].join(', ')
  await tells(stage, play, stage.services)
  return undefined
}

/** By the type of the integration. */
export const servicePlayers = Object.fromEntries(
  (Object.keys(plays) as (keyof typeof plays)[]).map((type) => [
    type,
    (stage: Stage) => playService(stage, type),
  ]),
) as Record<keyof typeof plays, (stage: Stage) => Promise<string | undefined>>
