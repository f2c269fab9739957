import { createPersonEmailLink } from '@cartie/db/services/operator/create-email-link'
import { createPersonPasswordLink } from '@cartie/db/services/operator/create-password-link'
import { listAllWorkspaces } from '@cartie/db/services/operator/list-workspaces'
import { listOperatorDeeds } from '@cartie/db/services/operator/list-deeds'
import * as endpoints from '@cartie/shared/endpoints/operator'
import type { Serve } from '../serve.ts'

/** What who runs the installation sees and does beyond the workspaces that they belong to. */
export function operatorRoutes(serve: Serve): void {
  serve(endpoints.listAllWorkspaces, ({ ctx }) => listAllWorkspaces(ctx))
  serve(endpoints.createPersonPasswordLink, ({ ctx, body }) => createPersonPasswordLink(ctx, body), {
    secret: true,
  })
  serve(endpoints.createPersonEmailLink, ({ ctx, body }) => createPersonEmailLink(ctx, body), {
    secret: true,
  })
  serve(endpoints.listOperatorDeeds, ({ ctx }) => listOperatorDeeds(ctx))
}
