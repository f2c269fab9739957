import { notFound } from '@cartie/shared/errors'
import type { Company } from '@cartie/shared/schemas/lead-intake'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** What everybody may know of a workspace: the name, colour and logo of its company. Throws `not_found`. */
export function getCompany(ctx: Context): Promise<Company> {
  requirePermission(ctx, 'workspace.read')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<
      Company[]
    >`select name, accent, logo from workspaces where id = ${ctx.workspaceId}`
    if (!row) throw notFound('company')
    return row
  })
}
