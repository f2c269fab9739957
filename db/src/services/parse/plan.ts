import type { ParsePlan } from '@cartie/shared/schemas/parse'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { readQuota } from '../site/read-quota.ts'
import type { PlannedItem } from './plan-items.ts'

/** What a parse would do, without doing it: what is new, what is known, and how long politeness makes it take. */
export async function planParse(
  ctx: Context,
  items: readonly PlannedItem[],
  ratePerHost: number,
): Promise<ParsePlan> {
  const open = items.filter((i) => i.status === 'queued')
  const urls = open.flatMap((i) => (i.canonical_url ? [i.canonical_url] : []))
  return withTx(ctx, async (tx) => {
    const [{ known }] = await tx.sql<[{ known: number }]>`
      select count(*)::int as known from car_listings l
      join jsonb_array_elements_text(${JSON.stringify(urls)}::jsonb) u(url) on l.canonical_url = u.url
      where l.workspace_id = ${ctx.workspaceId} and l.deleted_at is null`
    const sites = await tx.sql<{ id: string; hosts: string[] }[]>`select id, hosts from sites`
    const perHost = new Map<string, number>()
    for (const i of open) if (i.host) perHost.set(i.host, (perHost.get(i.host) ?? 0) + 1)
    const hosts = [...perHost].map(([host, count]) => ({
      host,
      site: sites.find((s) => s.hosts.some((h) => host === h || host.endsWith(`.${h}`)))?.id ?? null,
      count,
      seconds: ratePerHost > 0 ? count / ratePerHost : 0,
    }))
    hosts.sort((a, b) => b.count - a.count)
    return {
      dryRun: true as const,
      total: items.length,
      repeated: items.filter((i) => i.reason === 'repeated_link').length,
      invalid: items.filter((i) => i.reason === 'invalid_url').length,
      known,
      hosts: hosts.slice(0, 200),
      estimatedSeconds: hosts.reduce((most, h) => Math.max(most, h.seconds), 0),
      quota: await readQuota({ ...ctx, tx }),
    }
  })
}
