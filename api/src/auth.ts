import { betterAuth } from 'better-auth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Logger } from 'pino'
import { authStorage } from '@cartie/db/auth-adapter'
import type { Db } from '@cartie/db/context'

/** The header in which our own door tells the library the caller's address; callers can't set it. */
export const addressHeader = 'x-cartie-client-address'

/**
 * The sign-in: email and password, sessions in the database (no cookie cache, so an ended session ends at once).
 * Nobody can sign up here: people are seeded or invited. Who belongs where is no matter of this library.
 */
export function createAuth({
  db,
  secret,
  publicUrl,
  log,
}: {
  db: Db
  secret: string
  publicUrl: string
  log: Logger
}) {
  const secure = publicUrl.startsWith('https:')
  return betterAuth({
    appName: 'Cartie',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: authStorage(db),
    trustedOrigins: [publicUrl],
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: { additionalFields: { isOperator: { type: 'boolean', required: false, input: false } } },
    // Ten wrong codes in a row, over all sign-ins of a person, and none is looked at for a quarter of an hour.
    plugins: [twoFactor({ accountLockout: { maxFailedAttempts: 10, durationSeconds: 15 * 60 } })],
    session: { expiresIn: 14 * 24 * 3600, updateAge: 24 * 3600, cookieCache: { enabled: false } },
    // Tries are counted before the password is hashed, by our own door: see sign-in.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_, message) => log.error({ message }, 'sign-in failed') },
    advanced: {
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // The library's own prefix would be __Secure-; __Host- also ties the cookie to this host and path.
      useSecureCookies: false,
      cookiePrefix: secure ? '__Host-cartie' : 'cartie',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
    },
  })
}

export type Auth = ReturnType<typeof createAuth>
