import { notFound } from '@cartie/shared/errors'
import type { OpenEmailLink } from '@cartie/shared/schemas/people'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { hashKey } from '../api-key/key-text.ts'

/** Which address a link confirms. Throws `not_found` for a link that was used, has ended or is too old. */
export async function showEmailLink(ctx: Context, token: string): Promise<OpenEmailLink> {
  const [row] = await withTx(
    ctx,
    ({ sql }) => sql<{ name: string; accent: string; logo: string | null; email: string }[]>`
      select w.name, w.accent, w.logo, l.email from email_links l join workspaces w on w.id = l.workspace_id
      where l.workspace_id = ${ctx.workspaceId} and l.token_hash = ${hashKey(token)}
        and l.used_at is null and l.expires_at > now()`,
  )
  if (!row) throw notFound('link')
  const { name, accent, logo, email } = row
  return { company: { name, accent, logo }, email }
}
