import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'
import { deedOf } from './note-deed.ts'
import { personOf } from './person-of.ts'

/**
 * Takes the second factor of the person of that address away, for who has lost both it and the recovery codes. For who
 * sits at the machine. Returns whether there was one; throws `not_found`.
 */
export function resetTwoFactor(db: Db, email: string): Promise<boolean> {
  return withSystemTx(db, async (tx) => {
    const { id } = await personOf(tx, email)
    const gone = await tx.sql`delete from two_factors where user_id = ${id} returning id`
    await tx.sql`update users set two_factor_enabled = false, updated_at = now() where id = ${id}`
    await deedOf(tx, { userId: null, deed: 'two_factor_reset', subject: email })
    return gone.length > 0
  })
}
