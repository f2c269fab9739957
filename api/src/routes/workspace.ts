import { createApiKey } from '@cartie/db/services/api-key/create'
import { listApiKeys } from '@cartie/db/services/api-key/list'
import { revokeApiKey } from '@cartie/db/services/api-key/revoke'
import { eventHead } from '@cartie/db/services/event/read'
import { getInvariants } from '@cartie/db/services/invariant/check'
import { getMyTelegram } from '@cartie/db/services/member/my-telegram'
import { linkMyTelegram } from '@cartie/db/services/member/link-telegram'
import { unlinkMyTelegram } from '@cartie/db/services/member/unlink-telegram'
import { mayOpenQueues } from '@cartie/db/services/operator/may-open-queues'
import { createWorkspace } from '@cartie/db/services/workspace/create'
import { deleteWorkspace } from '@cartie/db/services/workspace/delete'
import { getWorkspace } from '@cartie/db/services/workspace/get'
import { removeLogo, setLogo } from '@cartie/db/services/workspace/set-logo'
import { updateWorkspace } from '@cartie/db/services/workspace/update'
import * as endpoints from '@cartie/shared/endpoints/workspace'
import type { Parts } from '../call.ts'
import { placeName } from '../event-place.ts'
import type { Serve } from '../serve.ts'

/** Who is calling, the workspace, its keys, and the checks. */
export function workspaceRoutes(serve: Serve, { config, db }: Pick<Parts, 'config' | 'db'>): void {
  const mail = config.mail !== undefined
  serve(endpoints.getMe, async ({ ctx, caller }) => {
    const { role } = ctx.actor
    const eventsAfter = placeName(await eventHead(db))
    // A key whose scopes leave the workspace out is still told whose it is.
    const workspace = await getWorkspace({ ...ctx, actor: { ...ctx.actor, scopes: ['workspace.read'] } })
    const { memberships } = caller
    if (!caller.user)
      return {
        user: null,
        mail,
        queues: false,
        role,
        workspace,
        workspaces: [{ ...workspace, role }],
        eventsAfter,
      }
    const { sessionId: _, ...user } = caller.user
    const queues = await mayOpenQueues(db, { ...user, memberships })
    return { user, mail, queues, role, workspace, workspaces: memberships, eventsAfter }
  })
  serve(endpoints.getMyTelegram, ({ ctx }) => getMyTelegram(ctx))
  serve(endpoints.linkMyTelegram, ({ ctx, body }) => linkMyTelegram(ctx, body), { secret: true })
  serve(endpoints.unlinkMyTelegram, ({ ctx }) => unlinkMyTelegram(ctx))
  serve(endpoints.getWorkspace, ({ ctx }) => getWorkspace(ctx))
  serve(endpoints.createWorkspace, ({ ctx, body }) => createWorkspace(ctx, body))
  serve(endpoints.updateWorkspace, ({ ctx, body }) => updateWorkspace(ctx, body))
  serve(endpoints.deleteWorkspace, ({ ctx, query }) => deleteWorkspace(ctx, query))
  serve(endpoints.setLogo, ({ ctx, body }) => setLogo(ctx, body))
  serve(endpoints.removeLogo, ({ ctx }) => removeLogo(ctx))
  serve(endpoints.listApiKeys, ({ ctx }) => listApiKeys(ctx))
  serve(endpoints.createApiKey, ({ ctx, body }) => createApiKey(ctx, body), { secret: true })
  serve(endpoints.revokeApiKey, ({ ctx, params }) => revokeApiKey(ctx, params.id))
  serve(endpoints.getInvariants, ({ ctx }) => getInvariants(ctx))
}
