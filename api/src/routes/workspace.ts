import { createApiKey } from '@cartie/db/services/api-key/create'
import { listApiKeys } from '@cartie/db/services/api-key/list'
import { revokeApiKey } from '@cartie/db/services/api-key/revoke'
import { getInvariants } from '@cartie/db/services/invariant/check'
import { getMyTelegram } from '@cartie/db/services/member/my-telegram'
import { linkMyTelegram } from '@cartie/db/services/member/link-telegram'
import { unlinkMyTelegram } from '@cartie/db/services/member/unlink-telegram'
import { createWorkspace } from '@cartie/db/services/workspace/create'
import { getWorkspace } from '@cartie/db/services/workspace/get'
import { updateWorkspace } from '@cartie/db/services/workspace/update'
import * as endpoints from '@cartie/shared/endpoints/workspace'
import type { Serve } from '../serve.ts'

/** Who is calling, the workspace, its keys, and the checks. */
export function workspaceRoutes(serve: Serve): void {
  serve(endpoints.getMe, async ({ ctx, caller }) => {
    const workspace = await getWorkspace(ctx)
    const { role } = ctx.actor
    if (!caller.user) return { user: null, role, workspace, workspaces: [{ ...workspace, role }] }
    const { id, name, email } = caller.user
    return { user: { id, name, email }, role, workspace, workspaces: caller.memberships }
  })
  serve(endpoints.getMyTelegram, ({ ctx }) => getMyTelegram(ctx))
  serve(endpoints.linkMyTelegram, ({ ctx, body }) => linkMyTelegram(ctx, body), { secret: true })
  serve(endpoints.unlinkMyTelegram, ({ ctx }) => unlinkMyTelegram(ctx))
  serve(endpoints.getWorkspace, ({ ctx }) => getWorkspace(ctx))
  serve(endpoints.createWorkspace, ({ ctx, body }) => createWorkspace(ctx, body))
  serve(endpoints.updateWorkspace, ({ ctx, body }) => updateWorkspace(ctx, body))
  serve(endpoints.listApiKeys, ({ ctx }) => listApiKeys(ctx))
  serve(endpoints.createApiKey, ({ ctx, body }) => createApiKey(ctx, body), { secret: true })
  serve(endpoints.revokeApiKey, ({ ctx, params }) => revokeApiKey(ctx, params.id))
  serve(endpoints.getInvariants, ({ ctx }) => getInvariants(ctx))
}
