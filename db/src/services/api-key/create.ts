import type { z } from 'zod'
import { may, permissionsOf } from '@cartie/shared/domain/roles'
import { AppError } from '@cartie/shared/errors'
import type { ApiKeyCreated, ApiKeyInput } from '@cartie/shared/schemas/workspace'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { personBehind } from '../member/person-behind.ts'
import { keyReply, type ApiKeyRow } from './key-reply.ts'
import { makeKeyText } from './key-text.ts'

const maxKeys = 200

/**
 * Makes a key of the workspace and returns it, the only time that it is shown. Throws `conflict` where the workspace has
 * 200 keys in use, `invalid` for a scope that its role has not, and `forbidden` where a limited key would make one that
 * may more than itself.
 */
export function createApiKey(ctx: Context, input: ApiKeyInput): Promise<z.output<typeof ApiKeyCreated>> {
  requirePermission(ctx, 'apiKeys.manage')
  const scopes = input.scopes ?? null
  const beyond = scopes?.find((scope) => !may(input.role, scope))
  if (beyond)
    throw new AppError('invalid', `The role ${input.role} does not allow ${beyond}.`, {
      errors: [{ pointer: '/scopes', code: 'beyond_role', message: `${input.role} may not ${beyond}` }],
    })
  if (ctx.actor.scopes) for (const scope of scopes ?? permissionsOf(input.role)) requirePermission(ctx, scope)
  return withTx(ctx, async (tx) => {
    const [used] = await tx.sql<{ count: number }[]>`
      select count(*)::int as count from api_keys where workspace_id = ${ctx.workspaceId} and revoked_at is null
        and coalesce(expires_at > now(), true)`
    if (used && used.count >= maxKeys) {
      throw new AppError('conflict', `A workspace has at most ${maxKeys} keys. Revoke one that is not used.`)
    }
    const made = makeKeyText()
    const [row] = await tx.sql<ApiKeyRow[]>`
      insert into api_keys (workspace_id, name, prefix, hash, role, scopes, created_by, expires_at)
      values (${ctx.workspaceId}, ${input.name}, ${made.prefix}, ${made.hash}, ${input.role}, ${scopes},
              ${await personBehind(ctx, tx)}, now() + ${input.days ?? null}::int * interval '1 day')
      returning *`
    tx.record('api_key.created', { apiKeyId: row!.id })
    return { ...keyReply(row!), key: made.key }
  })
}
