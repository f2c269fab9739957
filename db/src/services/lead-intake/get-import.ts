import { notFound } from '@cartie/shared/errors'
import type { LeadImport } from '@cartie/shared/schemas/lead-intake'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** How far a batch has come, and why rows were set aside. Throws `not_found`. */
export async function getLeadImport(ctx: Context, id: string): Promise<LeadImport> {
  requirePermission(ctx, 'leads.read')
  return withTx(ctx, async ({ sql }) => {
    const [counts] = await sql<[Omit<LeadImport, 'id' | 'problems'>]>`
      select count(*)::int as total,
        count(*) filter (where status = 'pending')::int as pending,
        count(*) filter (where outcome = 'created')::int as created,
        count(*) filter (where outcome = 'merged')::int as merged,
        count(*) filter (where outcome = 'unchanged')::int as unchanged,
        count(*) filter (where status = 'set_aside')::int as "setAside"
      from lead_intakes where workspace_id = ${ctx.workspaceId} and batch_id = ${id}`
    if (!counts.total) throw notFound('import')
    const problems = await sql<LeadImport['problems']>`
      select seq as row, coalesce(error, '') as error from lead_intakes
      where workspace_id = ${ctx.workspaceId} and batch_id = ${id} and status = 'set_aside' order by seq limit 100`
    return { id, ...counts, problems: [...problems] }
  })
}
