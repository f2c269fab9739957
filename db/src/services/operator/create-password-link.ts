import type { PersonInput } from '@cartie/shared/schemas/operator'
import type { PasswordLink } from '@cartie/shared/schemas/people'
import { withSystemTx } from '../../client.ts'
import type { Context, Db } from '../../context.ts'
import { drawToken } from '../../draw-code.ts'
import { hashKey } from '../api-key/key-text.ts'
import { iso } from '../lead/lead-row.ts'
import { deedOf } from './note-deed.ts'
import { personOf } from './person-of.ts'
import { requireOperator } from './require-operator.ts'

const validHours = 24

/**
 * Makes a link by which the person of that address chooses another password, good for a day and once, whatever
 * workspaces they belong to. Throws `forbidden` for who does not run the installation, and `not_found`.
 */
export async function createPersonPasswordLink(ctx: Context, { email }: PersonInput): Promise<PasswordLink> {
  return drawPersonPasswordLink(ctx.db, { email, by: await requireOperator(ctx) })
}

/** The same for who sits at the machine itself (`by: null`), where nobody is asked who they are. */
export function drawPersonPasswordLink(
  db: Db,
  { email, by }: { email: string; by: string | null },
): Promise<PasswordLink> {
  const token = drawToken()
  return withSystemTx(db, async (tx) => {
    const { id, workspaceId } = await personOf(tx, email)
    const [row] = await tx.sql<[{ until: string }]>`
      insert into password_links (workspace_id, user_id, token_hash, created_by, origin, expires_at)
      values (${workspaceId}, ${id}, ${hashKey(token)}, ${by}, 'operator', now() + ${validHours} * interval '1 hour')
      returning expires_at as until`
    await deedOf(tx, { userId: by, deed: 'password_link', subject: email })
    return { path: `/p/password/${token}`, expiresAt: iso(row.until) }
  })
}
