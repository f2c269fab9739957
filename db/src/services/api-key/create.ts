import type { z } from 'zod'
import { AppError } from '@cartie/shared/errors'
import type { ApiKeyCreated, ApiKeyInput } from '@cartie/shared/schemas/workspace'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { personBehind } from '../member/person-behind.ts'
import { keyReply, type ApiKeyRow } from './key-reply.ts'
import { makeKeyText } from './key-text.ts'

const maxKeys = 200

/**
 * Makes a key of the workspace and returns it, the only time that it is shown.
 * Throws `conflict` where the workspace has 200 keys in use.
 */
export function createApiKey(ctx: Context, input: ApiKeyInput): Promise<z.output<typeof ApiKeyCreated>> {
  requirePermission(ctx, 'apiKeys.manage')
  return withTx(ctx, async (tx) => {
    const [used] = await tx.sql<{ count: number }[]>`
      select count(*)::int as count from api_keys where workspace_id = ${ctx.workspaceId} and revoked_at is null
        and coalesce(expires_at > now(), true)`
    if (used && used.count >= maxKeys) {
      throw new AppError('conflict', `A workspace has at most ${maxKeys} keys. Revoke one that is not used.`)
    }
    const made = makeKeyText()
    const [row] = await tx.sql<ApiKeyRow[]>`
      insert into api_keys (workspace_id, name, prefix, hash, role, created_by, expires_at)
      values (${ctx.workspaceId}, ${input.name}, ${made.prefix}, ${made.hash}, ${input.role},
              ${await personBehind(ctx, tx)}, now() + ${input.days ?? null}::int * interval '1 day')
      returning *`
    tx.record('api_key.created', { apiKeyId: row!.id })
    return { ...keyReply(row!), key: made.key }
  })
}
