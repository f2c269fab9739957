import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { drizzle } from 'drizzle-orm/postgres-js'
import type { Db } from './context.ts'
import { accounts, sessions, twoFactors, users, verifications } from './schema/auth.ts'

/** The sign-in library's storage: its models are our tables, read and written as the system role. */
export function authStorage(db: Db) {
  return drizzleAdapter(drizzle(db.system), {
    provider: 'pg',
    schema: {
      user: users,
      session: sessions,
      account: accounts,
      verification: verifications,
      twoFactor: twoFactors,
    },
  })
}
