import type { z } from 'zod'
import type { Site } from '@cartie/shared/schemas/site'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readQuota } from '../site/read-quota.ts'

/** The marketplaces that the parser knows by name and, last, the one that stands for all others, with what is left of their quotas. */
export async function listSites(ctx: Context): Promise<{ data: z.infer<typeof Site>[] }> {
  requirePermission(ctx, 'sites.read')
  return withTx(ctx, async (tx) => {
    const rows = await tx.sql<
      { id: string; hosts: string[]; search_fields: string[] }[]
    >`select * from sites order by hosts = '{}', id`
    const quotas = await readQuota({ ...ctx, tx })
    return {
      data: rows.map((row) => {
        const quota = quotas.find((q) => q.site === row.id)
        return {
          id: row.id,
          hosts: row.hosts,
          canSearch: row.search_fields.length > 0,
          searchFields: row.search_fields,
          quota: quota ? { limit: quota.limit, used: quota.used, window: quota.window } : null,
        }
      }),
    }
  })
}
