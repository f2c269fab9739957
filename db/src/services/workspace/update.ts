import type { Workspace, WorkspacePatch } from '@cartie/shared/schemas/workspace'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { requireOwnTwoFactor } from '../member/require-own-two-factor.ts'
import { changeWorkspace } from './change.ts'

/**
 * Changes what is given of what people set of a workspace, and returns the whole. Throws `unprocessable` where a key,
 * or a person who has no second factor themselves, would ask one of everybody.
 */
export async function updateWorkspace(ctx: Context, patch: WorkspacePatch): Promise<Workspace> {
  requirePermission(ctx, 'workspace.write')
  if (patch.twoFactorRequired !== undefined) await requireOwnTwoFactor(ctx)
  return withTx(ctx, (tx) => changeWorkspace(ctx, tx, patch))
}
