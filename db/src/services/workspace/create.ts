import { randomBytes, randomUUID } from 'node:crypto'
import slugify from '@sindresorhus/slugify'
import { AppError } from '@cartie/shared/errors'
import type { Workspace, WorkspaceCreate } from '@cartie/shared/schemas/workspace'
import { withSharedTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { userOf } from '../member/user-of.ts'
import { furnishWorkspace } from './furnish.ts'
import { workspaceColumns } from './workspace-row.ts'

const maxOwned = 20
const slugTries = 10
const slugLength = 40

/**
 * Makes a workspace with the scenario templates in it; who makes it is its owner. Its slug follows from its name.
 * Throws `unprocessable` for an API key, and `conflict` for who owns 20 already.
 */
export function createWorkspace(ctx: Context, input: WorkspaceCreate): Promise<Workspace> {
  requirePermission(ctx, 'workspaces.create')
  const userId = userOf(ctx)
  const inside = { ...ctx, workspaceId: randomUUID() }
  return withSharedTx(inside, async (tx) => {
    // Of many at once by one person each waits for the one before, so that the count holds.
    await tx.sql`select from users where id = ${userId} for no key update`
    const [owned] = await tx.sql<[{ count: number }]>`
      select count(*)::int as count from members where user_id = ${userId} and role = 'OWNER'`
    if (owned.count >= maxOwned)
      throw new AppError('conflict', `One person owns at most ${maxOwned} workspaces.`)
    const workspace = await insertWorkspace(tx, inside.workspaceId, input)
    await tx.sql`
      insert into members (workspace_id, user_id, role) values (${workspace.id}, ${userId}, 'OWNER')`
    await furnishWorkspace(inside, tx.sql)
    tx.record('workspace.created', { workspaceId: workspace.id })
    return workspace
  })
}

async function insertWorkspace(
  { sql }: Tx,
  id: string,
  { name, language }: WorkspaceCreate,
): Promise<Workspace> {
  const plain = slugify(name, { locale: language }).slice(0, slugLength) || 'company'
  for (let i = 0; i < slugTries; i++) {
    const slug = i === 0 ? plain : `${plain}-${randomBytes(3).toString('hex')}`
    const [row] = await sql<Workspace[]>`
      insert into workspaces as w (id, name, slug, language) values (${id}, ${name}, ${slug}, ${language})
      on conflict (slug) do nothing
      returning ${sql.unsafe(workspaceColumns)}`
    if (row) return row
  }
  throw new AppError('unavailable', 'No address was free for this workspace. Try again.', { retryAfterS: 1 })
}
