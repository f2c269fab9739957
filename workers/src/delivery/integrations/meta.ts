import { createHash } from 'node:crypto'
import { z } from 'zod'
import { findSale } from '@cartie/db/services/integration/find-sale'
import { findToldLead } from '@cartie/db/services/integration/told-lead'
import { MetaConfig } from '@cartie/shared/integrations/meta'
import { metaUser, type MetaUser } from '@cartie/shared/integrations/meta-user'
import { Id } from '@cartie/shared/schemas/common'
import type { DeliveryError } from '@cartie/db/services/delivery/ending'
import type { HookMessage } from '@cartie/shared/integrations/hook-body'
import { Refusal, type ServiceAnswer } from '../refusal.ts'
import { skippedDeleted, type Service, type Telling, type Told } from '../service.ts'

const LeadData = z.object({ leadId: Id, to: z.string().optional() })
const Failure = z.object({
  error: z.object({
    code: z.number(),
    message: z.string(),
    error_subcode: z.number().optional(),
    error_user_msg: z.string().optional(),
  }),
})
/** Meta refuses what happened earlier. */
const oldestMs = 7 * 24 * 60 * 60_000
const limitedMs = 60_000
/** What Meta calls its limits: of an app, of an account, of a dataset. */
const limits = new Set([4, 17, 32, 341, 613, 80_004])

const skipped = (code: string, message: string): Told => ({ kind: 'skipped', why: { code, message } })

/**
 * Tells Meta of leads (`Lead`) and of sales (`Purchase`, once for a lead that was won: a request that is resolved wins its
 * lead). Meta knows a repeat by the lead's id, which is the event's there. `graphUrl`: with the version.
 */
export function metaService({ graphUrl }: { graphUrl: string }): Service {
  const send = async (
    { secret: bearer, call }: Telling,
    { datasetId }: MetaConfig,
    body: Record<string, unknown>,
  ): Promise<ServiceAnswer> => {
    const answer = await call(`${graphUrl}/${datasetId}/events`, { method: 'POST', bearer, json: body })
    return answer.status === 200 ? answer : refuse(answer)
  }
  return {
    async tell(telling) {
      const { ctx, message } = telling
      const config = MetaConfig.parse(telling.config)
      const lead = await findToldLead(ctx, LeadData.parse(message.data).leadId)
      if (!lead) return { kind: 'skipped', why: skippedDeleted }
      if (lead.consentAt === null) return skipped('skipped_consent', 'The person has not agreed')
      const user = metaUser(lead)
      if (!user) return skipped('skipped_contact', 'It has no e-mail and no phone')
      if (Date.now() - Date.parse(message.timestamp) > oldestMs)
        return skipped('skipped_old', 'Meta takes nothing that is older than seven days')
      const about = { id: lead.id, timestamp: message.timestamp }
      const crm = { event_source: 'crm', lead_event_source: 'Cartie' }
      if (message.type === 'lead.created') {
        const answer = await send(telling, config, { data: [eventOf('Lead', about, config, user, crm)] })
        return { kind: 'taken', answer }
      }
      if (lead.kind === 'SELL') return skipped('skipped_sell', 'The person sold a car, and bought none')
      const sale = await findSale(ctx, lead.id)
      if (!sale) return skipped('skipped_price', 'Nobody knows for how much it was')
      const answer = await send(telling, config, {
        data: [eventOf('Purchase', about, config, user, { ...crm, ...sale })],
      })
      return { kind: 'taken', answer }
    },
    async test(telling) {
      const { config: given, call, secret: bearer, message } = telling
      const config = MetaConfig.parse(given)
      const { testEventCode, datasetId } = config
      if (testEventCode !== undefined) {
        const nobody = { em: ['test@example.com'] }
        const data = [eventOf('Lead', message, config, nobody, {})]
        return send(telling, config, { data, test_event_code: testEventCode })
      }
      const answer = await call(`${graphUrl}/${datasetId}?fields=id,name`, { bearer })
      return answer.status === 200 ? answer : refuse(answer)
    },
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const eventOf = (
  name: 'Lead' | 'Purchase',
  { id, timestamp }: Pick<HookMessage, 'id' | 'timestamp'>,
  { actionSource }: MetaConfig,
  user: MetaUser,
  custom: Record<string, unknown>,
) => ({
  event_name: name,
  event_time: Math.floor(Date.parse(timestamp) / 1000),
  event_id: id,
  action_source: actionSource,
  user_data: Object.fromEntries(Object.entries(user).map(([key, values]) => [key, values.map(sha256)])),
  custom_data: custom,
})

/** Says what is to be done, where Meta says what is wrong: most of it comes as 400 with a number of its own. */
function refuse(answer: ServiceAnswer): never {
  const { status, body, afterMs } = answer
  const {
    code,
    message,
    error_subcode: sub,
    error_user_msg: words,
  } = Failure.safeParse(answer.json).data?.error ?? {
    code: 0,
    message: body.slice(0, 500),
  }
  const no = ({ code: ours, message: said }: DeliveryError): never => {
    throw new Refusal(ours, said, { answer, afterMs })
  }
  if (code === 190 || code === 102 || status === 401)
    return no({ code: 'meta_token', message: 'Meta does not accept the access token' })
  if (code === 100 && sub === 33)
    return no({ code: 'meta_dataset', message: 'There is no such dataset for this token' })
  if (code === 3 || code === 10 || (code >= 200 && code < 300))
    return no({ code: 'meta_permission', message: 'The token may not write into this dataset' })
  if (limits.has(code) || status === 429)
    throw new Refusal('service_limited', 'Meta asks for a pause', {
      answer,
      afterMs: Math.max(afterMs, limitedMs),
    })
  const isTheirs = status >= 500 || code === 1 || code === 2
  const text = words ?? message
  throw new Refusal(isTheirs ? String(status) : 'meta_event', text, {
    answer,
    afterMs,
    forGood: !isTheirs,
    unsure: isTheirs,
  })
}
