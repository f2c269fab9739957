import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'
import { deedOf } from './note-deed.ts'
import { personOf } from './person-of.ts'

/** Lets the person of that address run the installation, or no more. For who sits at the machine. Throws `not_found`. */
export function makeOperator(db: Db, { email, on }: { email: string; on: boolean }): Promise<void> {
  return withSystemTx(db, async (tx) => {
    const { id } = await personOf(tx, email)
    await tx.sql`update users set is_operator = ${on}, updated_at = now() where id = ${id}`
    await deedOf(tx, { userId: null, deed: 'operator_made', subject: on ? email : `${email}: no more` })
  })
}
