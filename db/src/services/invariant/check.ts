import type { z } from 'zod'
import type { Invariants } from '@cartie/shared/schemas/workspace'
import { withSystemTx } from '../../client.ts'
import { requirePermission, type Context, type Db } from '../../context.ts'
import { checks } from './checks.ts'
import { maxClockSkewS, measureClockSkew } from './clock-skew.ts'

type Report = z.output<typeof Invariants>

/** The checks of GET /invariants. Throws `forbidden` for roles without `invariants.read`. */
export async function getInvariants(ctx: Context): Promise<Report> {
  requirePermission(ctx, 'invariants.read')
  return checkInvariants(ctx.db)
}

/**
 * Runs every check over all workspaces; the values are counts and hold nothing of anybody.
 * The last one is how many seconds this process' clock and the database's differ.
 */
export function checkInvariants(db: Db): Promise<Report> {
  return withSystemTx(db, async ({ sql }) => {
    const results: Report['checks'] = []
    for (const { id, title, limit, sql: text } of checks) {
      const [row] = await sql.unsafe<{ value: string }[]>(text)
      const value = Number(row!.value)
      results.push({ id, title, value, limit, ok: value <= limit })
    }
    const value = await measureClockSkew(sql)
    const title = 'Seconds between the clocks of this process and the database'
    results.push({ id: 'clock_skew', title, value, limit: maxClockSkewS, ok: value <= maxClockSkewS })
    return { ok: results.every((r) => r.ok), checks: results }
  })
}
