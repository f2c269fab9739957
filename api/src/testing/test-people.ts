import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { withSystemTx } from '@cartie/db/client'
import type { Role } from '@cartie/shared/domain/roles'
import type { TestApi } from './test-api.ts'

/** What everybody of `addPerson` signs in with. */
export const testPassword = 'a long password'

/** A new person of the seeded workspace, or of another, who may sign in. Returns their address. */
export async function addPerson(
  api: TestApi,
  role: Role = 'MANAGER',
  workspaceId: string = api.workspaceId,
): Promise<string> {
  const [id, email, hash] = [randomUUID(), `${randomUUID()}@cartie.test`, await hashPassword(testPassword)]
  await withSystemTx(api.db, async ({ sql }) => {
    await sql`insert into users (id, name, email) values (${id}, ${role}, ${email})`
    await sql`
      insert into accounts (user_id, account_id, provider_id, password) values (${id}, ${id}, 'credential', ${hash})`
    await sql`insert into members (workspace_id, user_id, role) values (${workspaceId}, ${id}, ${role})`
  })
  return email
}
