import type { MyName } from '@cartie/shared/schemas/account'
import { withSharedTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { userOf } from '../member/user-of.ts'

/** Changes how the one who asks is called, in every workspace. Throws `unprocessable` for an API key. */
export async function renameMe(ctx: Context, { name }: MyName): Promise<void> {
  const userId = userOf(ctx)
  await withSharedTx(ctx, async (tx) => {
    await tx.sql`update users set name = ${name}, updated_at = now() where id = ${userId}`
    tx.record('member.changed', { userId })
  })
}
