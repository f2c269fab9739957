import { randomUUID } from 'node:crypto'
import type { Role } from '@cartie/shared/domain/roles'
import { withSystemTx } from '../client.ts'
import type { Context } from '../context.ts'

/** A new person in the context's workspace. Returns their id. */
export async function addMember(ctx: Context, role: Role, name = role as string): Promise<string> {
  const id = randomUUID()
  await withSystemTx(ctx.db, async ({ sql }) => {
    await sql`insert into users (id, name, email) values (${id}, ${name}, ${`${id}@cartie.test`})`
    await sql`insert into members (workspace_id, user_id, role) values (${ctx.workspaceId}, ${id}, ${role})`
  })
  return id
}
