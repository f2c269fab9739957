import type { z } from 'zod'
import type { Invariants } from '@cartie/shared/schemas/workspace'
import { withSystemTx } from '../../client.ts'
import { requirePermission, type Context, type Db } from '../../context.ts'
import { checks } from './checks.ts'

type Report = z.output<typeof Invariants>

const maxClockSkewS = 2

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
    results.push(await clockSkew(sql))
    return { ok: results.every((r) => r.ok), checks: results }
  })
}

async function clockSkew(
  sql: Parameters<Parameters<typeof withSystemTx>[1]>[0]['sql'],
): Promise<Report['checks'][number]> {
  const asked = Date.now()
  const [row] = await sql<{ ms: number }[]>`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`
  const here = (asked + Date.now()) / 2
  const value = Math.round(Math.abs(row!.ms - here)) / 1000
  const title = 'Seconds between the clocks of this process and the database'
  return { id: 'clock_skew', title, value, limit: maxClockSkewS, ok: value <= maxClockSkewS }
}
