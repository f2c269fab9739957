import type { z } from 'zod'
import type { ApiKey } from '@cartie/shared/schemas/workspace'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { keyReply, type ApiKeyRow } from './key-reply.ts'

/** The newest 500 keys of the workspace, revoked ones too, without their secrets. */
export function listApiKeys(ctx: Context): Promise<{ data: z.output<typeof ApiKey>[] }> {
  requirePermission(ctx, 'apiKeys.manage')
  return withTx(ctx, async (tx) => {
    const rows = await tx.sql<ApiKeyRow[]>`
      select id, name, prefix, role, scopes, created_at, expires_at, last_used_at, revoked_at from api_keys
      where workspace_id = ${ctx.workspaceId} order by created_at desc, id limit 500`
    return { data: rows.map(keyReply) }
  })
}
