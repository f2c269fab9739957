import type { OperatorDeed } from '@cartie/shared/schemas/operator'
import { withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { iso } from '../lead/lead-row.ts'
import { requireOperator } from './require-operator.ts'

/** The newest 200 deeds of operators. Throws `forbidden` for who does not run the installation. */
export async function listOperatorDeeds(ctx: Context): Promise<{ data: OperatorDeed[] }> {
  await requireOperator(ctx)
  const rows = await withSystemTx(
    ctx.db,
    ({ sql }) => sql<OperatorDeed[]>`
      select d.id, u.name as by, d.deed, d.subject, d.created_at as at
      from operator_deeds d left join users u on u.id = d.user_id
      order by d.created_at desc, d.id limit 200`,
  )
  return { data: rows.map((row) => ({ ...row, at: iso(row.at) })) }
}
