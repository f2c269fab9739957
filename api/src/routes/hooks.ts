import { createSecrets } from '@cartie/db/secrets'
import { subscribeHook } from '@cartie/db/services/integration/subscribe'
import { unsubscribeHook } from '@cartie/db/services/integration/unsubscribe'
import * as endpoints from '@cartie/shared/endpoints/hooks'
import { sampleBody } from '@cartie/shared/integrations/hook-body'
import type { HookSample } from '@cartie/shared/schemas/hook'
import type { Parts } from '../call.ts'
import type { Serve } from '../serve.ts'

/** Subscriptions that other systems make themselves (REST hooks). */
export function hookRoutes(serve: Serve, { config }: Pick<Parts, 'config'>): void {
  const secrets = createSecrets(config.secret ?? '')
  serve(endpoints.subscribeHook, ({ ctx, body }) => subscribeHook(ctx, secrets, body))
  serve(endpoints.unsubscribeHook, ({ ctx, params }) => unsubscribeHook(ctx, params.id))
  serve(endpoints.sampleHook, async ({ query }) => [
    JSON.parse(sampleBody(query.event, new Date().toISOString())) as HookSample,
  ])
}
