import { withSystemTx } from '../../client.ts'
import type { Db, Tx } from '../../context.ts'

/** Seconds by which the clocks of a process and the database may differ. */
export const maxClockSkewS = 2

/** How many seconds this process' clock and the database's differ. */
export const clockSkewS = (db: Db): Promise<number> => withSystemTx(db, ({ sql }) => measureClockSkew(sql))

/** As `clockSkewS`, over a connection that is open. */
export async function measureClockSkew(sql: Tx['sql']): Promise<number> {
  const asked = Date.now()
  const [row] = await sql<[{ ms: number }]>`select extract(epoch from clock_timestamp())::float8 * 1000 as ms`
  const here = (asked + Date.now()) / 2
  return Math.round(Math.abs(row.ms - here)) / 1000
}
