import { parseAdvance, itemsPerClaim, lanesPerParse } from '@cartie/shared/jobs/parse-advance'
import type { Parse, ParseInput, ParsePlan } from '@cartie/shared/schemas/parse'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { toParse, type ParseRow } from './parse-row.ts'
import { planItems } from './plan-items.ts'
import { planParse } from './plan.ts'

const rowsPerInsert = 5000

/**
 * Accepts 1 to 50,000 links, posts or a search as one parse and wakes the readers.
 * With `dryRun` nothing is written and the plan is returned.
 * Throws `forbidden` for roles without `parses.write`.
 */
export async function startParse(
  ctx: Context,
  input: ParseInput & { sample?: boolean },
  options: { ratePerHost?: number } = {},
): Promise<Parse | ParsePlan> {
  requirePermission(ctx, 'parses.write')
  const items = planItems(input)
  if (input.dryRun) return planParse(ctx, items, options.ratePerHost ?? 0)
  const ended = items.filter((i) => i.status !== 'queued')
  const counts: Record<string, number> = {}
  for (const i of ended) counts[i.status] = (counts[i.status] ?? 0) + 1
  const open = items.length - ended.length
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<[ParseRow]>`
      insert into parses (workspace_id, kind, source_label, expand, max_pages, auto_save, sample, asked, total, done, counts,
                          status, created_by, finished_at)
      values (${ctx.workspaceId}, ${input.texts ? 'texts' : input.search ? 'search' : 'urls'}, ${input.sourceLabel ?? null},
              ${input.expand}, ${input.maxPages}, ${input.autoSave}, ${input.sample ?? false}, ${items.length}, ${items.length},
              ${ended.length}, ${JSON.stringify(counts)}::jsonb, ${open ? 'queued' : 'done'}, ${ctx.actor.name ?? null},
              ${open ? null : tx.sql`now()`})
      returning *`
    for (let from = 0; from < items.length; from += rowsPerInsert) {
      await tx.sql`
        insert into parse_items (workspace_id, parse_id, seq, url, canonical_url, host, body, page, status, reason, finished_at)
        select ${ctx.workspaceId}, ${row.id}, ${from} + i.n, i.url, i.canonical_url, i.host, i.body, i.page, i.status, i.reason,
               case when i.status <> 'queued' then now() end
        from rows from (jsonb_to_recordset(${JSON.stringify(items.slice(from, from + rowsPerInsert))}::jsonb)
          as (url text, canonical_url text, host text, body text, page int, status text, reason text))
          with ordinality as i(url, canonical_url, host, body, page, status, reason, n)`
    }
    tx.record('parse.started', { parseId: row.id, total: items.length })
    if (open) {
      const lanes = Math.min(lanesPerParse, Math.ceil(open / itemsPerClaim))
      tx.wake(parseAdvance, { workspaceId: ctx.workspaceId, parseId: row.id }, { times: lanes })
    } else {
      tx.record('parse.finished', { parseId: row.id, status: 'done' })
    }
    return toParse(row)
  })
}
