import { z } from 'zod'
import type { Context } from '@cartie/db/context'
import type { SendingDelivery } from '@cartie/db/services/delivery/lane-hold'
import type { Receiver } from '@cartie/db/services/integration/find-receiver'
import type { HookMessage } from '@cartie/shared/integrations/hook-body'
import type { IntegrationType } from '@cartie/shared/integrations/registry'
import type { SafeFetch } from '../fetch/safe-fetch.ts'
import type { Service } from './service.ts'

/** What telling integrations needs of others. */
export interface ReceiverParts {
  /** Keeps no host waiting for another's sake: one that hangs is not held against its neighbours. */
  fetch: SafeFetch
  /** Undefined where the integration is gone. Throws where its secret does not open. */
  findReceiver: (ctx: Context, integrationId: string) => Promise<Receiver | undefined>
  /** Those of the types that have their own way; the others get events as they are. */
  services?: Partial<Record<IntegrationType, Service>>
  /** Milliseconds before each next try; Standard Webhooks' own if absent. */
  pausesMs?: readonly number[]
  /** The least pause in milliseconds after a call to a service whose end nobody saw. */
  settleMs?: number
  /** Milliseconds since 1970. */
  clock?: () => number
}

const Message = z.object({
  id: z.string(),
  type: z.string(),
  timestamp: z.string(),
  data: z.unknown(),
}) satisfies z.ZodType<HookMessage>

/** The event that a delivery tells of. */
export const readMessage = ({ request }: SendingDelivery): HookMessage => Message.parse(request.params)
