import { sql } from 'drizzle-orm'
import { date, doublePrecision, pgPolicy, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, systemRole, tenantRole } from './columns.ts'

/** What a bank said one unit of a currency is worth on a day. Nothing of any workspace. */
export const exchangeRates = pgTable(
  'exchange_rates',
  {
    currency: text('currency').notNull(),
    day: date('day').notNull(),
    /** Hryvnias for one major unit. */
    uahPer: doublePrecision('uah_per').notNull(),
    /** When the bank was asked. */
    fetchedAt: instant('fetched_at').notNull().defaultNow(),
  },
  (t) => [
    // All of the last day.
    primaryKey({ columns: [t.day, t.currency] }),
    pgPolicy('exchange_rates_read', { for: 'select', to: tenantRole, using: sql`true` }),
    pgPolicy('exchange_rates_system', { to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
).enableRLS()
