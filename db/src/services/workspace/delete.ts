import { AppError, notFound } from '@cartie/shared/errors'
import { workspacePurge } from '@cartie/shared/jobs/workspace-purge'
import type { WorkspaceDelete } from '@cartie/shared/schemas/workspace'
import { withSharedTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { firstWorkspace } from './find-first.ts'

/** What runs in a workspace has this long to end. */
const waitMs = 5000

/**
 * Deletes the workspace for good: from its commit on nothing is read or written there by anybody, its people, keys and
 * links are gone, and its name is free. Its rows go afterwards, a few at a time. Waits for the transactions that have
 * begun there. Throws `unprocessable` for another name, `conflict` for the installation's own workspace, and
 * `unavailable` where something there does not end in time.
 */
export async function deleteWorkspace(ctx: Context, { name }: WorkspaceDelete): Promise<void> {
  requirePermission(ctx, 'workspace.delete')
  await withSharedTx(ctx, async (tx) => {
    await closeWorkspace(ctx, tx)
    await requireDeletable(ctx, tx, name)
    tx.write(tx.sql`
      update workspaces set deleted_at = now(), slug = ${`deleted-${ctx.workspaceId}`}
      where id = ${ctx.workspaceId}`)
    for (const doors of [
      'members',
      'invitations',
      'password_links',
      'email_links',
      'api_keys',
      'member_telegrams',
    ])
      tx.write(tx.sql`delete from ${tx.sql(doors)} where workspace_id = ${ctx.workspaceId}`)
    tx.write(tx.sql`
      update bot_configs set deleted_at = coalesce(deleted_at, now()), webhook_secret_hash = null
      where workspace_id = ${ctx.workspaceId}`)
    tx.wake(workspacePurge, { workspaceId: ctx.workspaceId })
  })
}

/** Waits until nobody works in the workspace and keeps others out until the commit. */
async function closeWorkspace({ workspaceId }: Context, { sql, write }: Tx): Promise<void> {
  write(sql`select set_config('lock_timeout', ${`${waitMs}ms`}, true)`)
  try {
    await sql`select pg_advisory_xact_lock(workspace_key(${workspaceId}))`
  } catch (cause) {
    if ((cause as { code?: unknown } | null)?.code !== '55P03') throw cause
    throw new AppError('unavailable', 'Something in this workspace does not end. Try again.', {
      cause,
      retryAfterS: 2,
    })
  }
}

async function requireDeletable({ workspaceId }: Context, { sql }: Tx, name: string): Promise<void> {
  const [row] = await sql<{ name: string; isFirst: boolean }[]>`
    select name, id = (${firstWorkspace(sql)}) as "isFirst" from workspaces
    where id = ${workspaceId} and deleted_at is null for update`
  if (!row) throw notFound('workspace')
  if (row.isFirst)
    throw new AppError('conflict', 'This is the workspace of the installation itself: it can not be deleted.')
  if (row.name.trim() === name) return
  const message = 'Write the name of the workspace just as it is.'
  throw new AppError('unprocessable', message, {
    errors: [{ pointer: '/query/name', code: 'wrong', message }],
  })
}
