import { exportAudit } from '@cartie/db/services/audit/export'
import { listAudit } from '@cartie/db/services/audit/list'
import * as endpoints from '@cartie/shared/endpoints/audit'
import { auditColumns } from '../audit-columns.ts'
import { csvOf } from '../csv.ts'
import type { Serve } from '../serve.ts'

/** Who did what. */
export function auditRoutes(serve: Serve): void {
  serve(endpoints.listAudit, ({ ctx, query }) => listAudit(ctx, query))
  serve(endpoints.exportAudit, async ({ ctx, query, http }) => {
    const csv = await csvOf(auditColumns, exportAudit(ctx, query))
    http.set('Content-Disposition', 'attachment; filename="cartie-audit.csv"')
    http.set('Content-Type', 'text/csv; charset=utf-8')
    http.body = csv
  })
}
