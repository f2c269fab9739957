import { createSecrets } from '@cartie/db/secrets'
import { createIntegration } from '@cartie/db/services/integration/create'
import { deleteIntegration } from '@cartie/db/services/integration/delete'
import { getIntegration } from '@cartie/db/services/integration/get'
import { listIntegrations } from '@cartie/db/services/integration/list'
import { pauseIntegration } from '@cartie/db/services/integration/pause'
import { replayIntegration } from '@cartie/db/services/integration/replay'
import { resumeIntegration } from '@cartie/db/services/integration/resume'
import { rotateIntegrationSecret } from '@cartie/db/services/integration/rotate-secret'
import { pingIntegration } from '@cartie/db/services/integration/ping'
import { updateIntegration } from '@cartie/db/services/integration/update'
import * as endpoints from '@cartie/shared/endpoints/integrations'
import type { Parts } from '../call.ts'
import type { Serve } from '../serve.ts'

/** Channels to other systems. Secrets are told when they are made, and never again. */
export function integrationRoutes(serve: Serve, { config }: Pick<Parts, 'config'>): void {
  const secrets = createSecrets(config.secret ?? '')
  serve(endpoints.listIntegrations, ({ ctx }) => listIntegrations(ctx))
  serve(endpoints.createIntegration, ({ ctx, body }) => createIntegration(ctx, secrets, body), {
    location: (integration) => `/integrations/${integration.id}`,
    secret: true,
  })
  serve(endpoints.getIntegration, ({ ctx, params }) => getIntegration(ctx, params.id))
  serve(endpoints.updateIntegration, ({ ctx, params, body }) =>
    updateIntegration(ctx, secrets, params.id, body),
  )
  serve(endpoints.deleteIntegration, ({ ctx, params }) => deleteIntegration(ctx, params.id))
  serve(endpoints.pauseIntegration, ({ ctx, params }) => pauseIntegration(ctx, params.id))
  serve(endpoints.resumeIntegration, ({ ctx, params }) => resumeIntegration(ctx, params.id))
  serve(
    endpoints.rotateIntegrationSecret,
    ({ ctx, params }) => rotateIntegrationSecret(ctx, secrets, params.id),
    { secret: true },
  )
  serve(endpoints.testIntegration, ({ ctx, params }) => pingIntegration(ctx, params.id), {
    location: (delivery) => `/deliveries/${delivery.id}`,
  })
  serve(endpoints.replayIntegration, ({ ctx, params }) => replayIntegration(ctx, params.id))
}
