import type { TransactionSql } from 'postgres'
import type { Statement } from './context.ts'

/** Statements that write, as one: what costs most of a short one is its way to the server and back. */
export function asOne(sql: TransactionSql, statements: readonly Statement[]): Statement {
  const [first] = statements
  if (!first || statements.length === 1) return first ?? sql`select`
  return sql`with ${named(sql, statements)} select`
}

/** At least one statement as parts of a `with`. */
export const named = (sql: TransactionSql, [first, ...others]: readonly Statement[]): Statement =>
  others.reduce<Statement>(
    (list, statement, n) => sql`${list}, ${sql(`s${n + 1}`)} as (${statement})`,
    sql`s0 as (${first!})`,
  )
