import { nextOpening } from '@cartie/shared/domain/working-hours'
import { notFound } from '@cartie/shared/errors'
import type { CompanyPage } from '@cartie/shared/schemas/lead-intake'
import type { Workspace } from '@cartie/shared/schemas/workspace'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

type Row = Omit<CompanyPage, 'opens'> & Pick<Workspace, 'workingHours' | 'timeZone'> & { now: number }

/** What the page of a company needs on which visitors ask for a car. Throws `not_found`. */
export function getCompanyPage(ctx: Context): Promise<CompanyPage> {
  requirePermission(ctx, 'workspace.read')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<Row[]>`
      select name, accent, logo, currency, working_hours as "workingHours", time_zone as "timeZone",
        extract(epoch from clock_timestamp())::float8 * 1000 as now
      from workspaces where id = ${ctx.workspaceId}`
    if (!row) throw notFound('company')
    const { workingHours, timeZone, now, ...page } = row
    return { ...page, opens: workingHours && nextOpening(workingHours, now, timeZone) }
  })
}
