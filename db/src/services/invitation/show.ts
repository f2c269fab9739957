import { notFound } from '@cartie/shared/errors'
import type { Role } from '@cartie/shared/domain/roles'
import type { OpenInvitation } from '@cartie/shared/schemas/people'
import { withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { hashKey } from '../api-key/key-text.ts'
import { iso } from '../lead/lead-row.ts'

/** What the one who has the link is told. Throws `not_found` for a link that was used, revoked or is too old. */
export async function showInvitation(
  ctx: Context,
  token: string,
): Promise<Omit<OpenInvitation, 'signedInAs'>> {
  const [row] = await withSystemTx(
    ctx.db,
    ({ sql }) => sql<
      {
        name: string
        accent: string
        logo: string | null
        email: string
        role: Role
        expires_at: string
        has_account: boolean
      }[]
    >`
      select w.name, w.accent, w.logo, i.email, i.role, i.expires_at, u.id is not null as has_account
      from invitations i join workspaces w on w.id = i.workspace_id left join users u on u.email = i.email
      where i.workspace_id = ${ctx.workspaceId} and i.token_hash = ${hashKey(token)}
        and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()`,
  )
  if (!row) throw notFound('invitation')
  const { name, accent, logo, email, role } = row
  return {
    company: { name, accent, logo },
    email,
    role,
    expiresAt: iso(row.expires_at),
    hasAccount: row.has_account,
  }
}
