import type { OperatorDeedName } from '@cartie/shared/schemas/operator'
import { withSystemTx } from '../../client.ts'
import type { Db, Tx } from '../../context.ts'

interface Deed {
  /** null: somebody at the machine itself. */
  userId: string | null
  deed: OperatorDeedName
  subject: string
}

const subjectLength = 300

/** The statement that writes down what an operator did. */
export const deedOf = ({ sql }: Pick<Tx, 'sql'>, { userId, deed, subject }: Deed) => sql`
  insert into operator_deeds (user_id, deed, subject)
  values (${userId}, ${deed}, ${subject.slice(0, subjectLength)})`

/** Writes down what an operator did. */
export const noteDeed = (db: Db, deed: Deed): Promise<void> =>
  withSystemTx(db, async (tx) => void (await deedOf(tx, deed)))
