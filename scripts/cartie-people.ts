import { AppError } from '@cartie/shared/errors'
import type { Db } from '@cartie/db/context'
import { drawPersonEmailLink } from '@cartie/db/services/operator/create-email-link'
import { drawPersonPasswordLink } from '@cartie/db/services/operator/create-password-link'
import { makeOperator } from '@cartie/db/services/operator/make-operator'
import { resetTwoFactor } from '@cartie/db/services/operator/reset-two-factor'
import type { OperatorInput } from './cartie-backup.ts'
import { openRunning } from './open-running.ts'

/** `cartie operator <email>`: lets a person run the installation; `--remove` ends it. */
export const operatorCommand = ({
  config,
  words: [email],
  options: { remove },
}: OperatorInput): Promise<number> =>
  withPerson(config, email, async (db, address) => {
    await makeOperator(db, { email: address, on: !remove })
    console.log(`${address} ${remove ? 'no longer runs' : 'runs'} this installation`)
  })

/** `cartie unlock <email>`: takes a person's second factor away, and prints a link by which they choose a password. */
export const unlockCommand = ({ config, words: [email] }: OperatorInput): Promise<number> =>
  withPerson(config, email, async (db, address) => {
    const had = await resetTwoFactor(db, address)
    const { path, expiresAt } = await drawPersonPasswordLink(db, { email: address, by: null })
    if (had) console.log('The second factor is gone: the password alone opens.')
    console.log(`A new password, once and until ${expiresAt}:\n${db.publicUrl}${path}`)
  })

/** `cartie confirm <email>`: prints a link by which the person confirms that address, to be sent there. */
export const confirmCommand = ({ config, words: [email] }: OperatorInput): Promise<number> =>
  withPerson(config, email, async (db, address) => {
    const { path, expiresAt } = await drawPersonEmailLink(db, { email: address, by: null })
    console.log(`Send it to ${address}; it confirms the address, once and until ${expiresAt}:`)
    console.log(`${db.publicUrl}${path}`)
  })

async function withPerson(
  config: OperatorInput['config'],
  email: string | undefined,
  run: (db: Db, email: string) => Promise<void>,
): Promise<number> {
  if (!email?.includes('@')) {
    console.error('Name the person by the email that they sign in with.')
    return 2
  }
  const db = await openRunning(config)
  if (!db) throw new AppError('unavailable', 'The database does not run. Start Cartie with: npm start')
  try {
    await run(db, email.trim().toLowerCase())
    return 0
  } catch (error) {
    const isNobody = error instanceof AppError && error.code === 'not_found'
    throw isNobody ? new AppError('not_found', `Nobody signs in with ${email}.`) : error
  } finally {
    await db.close()
  }
}
