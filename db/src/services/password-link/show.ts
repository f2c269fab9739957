import { notFound } from '@cartie/shared/errors'
import type { Company } from '@cartie/shared/schemas/lead-intake'
import type { OpenPasswordLink } from '@cartie/shared/schemas/people'
import { withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { hashKey } from '../api-key/key-text.ts'

/** Whose password the link is for. Throws `not_found` for a link that was used, has ended or is too old. */
export async function showPasswordLink(ctx: Context, token: string): Promise<OpenPasswordLink> {
  const [row] = await withSystemTx(
    ctx.db,
    ({ sql }) => sql<(Company & { email: string })[]>`
      select w.name, w.accent, w.logo, u.email
      from password_links l join workspaces w on w.id = l.workspace_id join users u on u.id = l.user_id
      where l.workspace_id = ${ctx.workspaceId} and l.token_hash = ${hashKey(token)}
        and l.used_at is null and l.expires_at > now()`,
  )
  if (!row) throw notFound('link')
  const { email, ...company } = row
  return { company, email }
}
