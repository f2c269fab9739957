import type { AuditEntry, AuditFilter } from '@cartie/shared/schemas/audit'
import { requirePermission, type Context } from '../../context.ts'
import { listAudit } from './list.ts'

const chunk = 500

/**
 * The filtered audit trail, newest first, in chunks of up to 500, each read by itself, so that a slow reader holds
 * nothing. Throws `forbidden` at once, before the first chunk is asked for.
 */
export function exportAudit(ctx: Context, filter: AuditFilter): AsyncGenerator<AuditEntry[], void> {
  requirePermission(ctx, 'audit.read')
  return readChunks(ctx, filter)
}

async function* readChunks(ctx: Context, filter: AuditFilter): AsyncGenerator<AuditEntry[], void> {
  let cursor: string | undefined
  do {
    const page = await listAudit(ctx, { ...filter, cursor, limit: chunk })
    if (page.data.length) yield page.data
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}
