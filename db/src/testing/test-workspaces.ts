import { randomUUID } from 'node:crypto'
import { roles, type Role } from '@cartie/shared/domain/roles'
import type { PendingWake } from '../context.ts'
import { createDb, withSystemTx } from '../client.ts'
import type { Context, Db } from '../context.ts'
import { testDatabase } from './test-database.ts'

export interface TestWorkspaces {
  db: Db
  /** The superuser's address, for facts that no verb tells. */
  adminUrl: string
  /** Wakes that went out, in order. */
  wakes: PendingWake[]
  /** A new, empty workspace, as a person of that role sees it. */
  workspace: (role?: Role) => Promise<Context>
  close: () => Promise<void>
}

/** The same workspace as somebody else sees it. */
export const as = (ctx: Context, role: Role): Context => ({ ...ctx, actor: { ...ctx.actor, role } })

/** Where people open the installation of tests. */
export const testAddress = 'https://cars.example'

/** Roles that may not do a thing. */
export const otherRoles = (allowed: readonly Role[]): Role[] =>
  roles.filter((role) => !allowed.includes(role))

/** A database for the tests of one file, with as many workspaces as they like; `close` it in `afterAll`. */
export async function testWorkspaces({ pool = 4 }: { pool?: number } = {}): Promise<TestWorkspaces> {
  const database = await testDatabase()
  const wakes: PendingWake[] = []
  const db = createDb({
    url: database.appUrl,
    pool,
    wake: async (sent) => void wakes.push(...sent),
    publicUrl: testAddress,
  })
  return {
    db,
    adminUrl: database.adminUrl,
    wakes,
    async workspace(role = 'OWNER') {
      const id = randomUUID()
      await withSystemTx(
        db,
        (tx) => tx.sql`insert into workspaces (id, name, slug) values (${id}, 'Test', ${`test-${id}`})`,
      )
      return { db, workspaceId: id, actor: { kind: 'user', id: randomUUID(), role }, requestId: 'test' }
    },
    async close() {
      await db.close()
      await database.drop()
    },
  }
}
