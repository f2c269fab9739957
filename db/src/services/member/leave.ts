import type { Context } from '../../context.ts'
import { takeOut } from './remove.ts'
import { userOf } from './user-of.ts'

/**
 * The one who asks leaves the workspace, whatever their role, with the keys that they made. Throws `unprocessable` for
 * an API key, and `conflict` for the last owner.
 */
export async function leaveWorkspace(ctx: Context): Promise<void> {
  await takeOut(ctx, userOf(ctx))
}
