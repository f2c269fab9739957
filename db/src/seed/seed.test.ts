import { verifyPassword } from 'better-auth/crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDb, withSystemTx } from '../client.ts'
import type { Db } from '../context.ts'
import { findApiKey } from '../services/api-key/find.ts'
import { hashKey } from '../services/api-key/key-text.ts'
import type { TestDatabase } from '../testing/create-database.ts'
import { testDatabase } from '../testing/test-database.ts'
import { seed } from './seed.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await testDatabase()
  db = createDb({ url: database.appUrl, pool: 2 })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

describe('the seed', () => {
  test('of several processes at once makes one workspace, one owner, one key; later ones make nothing', async () => {
    const seeded = await Promise.all([seed(db), seed(db), seed(db)])
    const made = seeded.filter((s) => s.created)
    expect(made).toHaveLength(1)
    expect(await seed(db)).toEqual({ created: false, email: 'owner@cartie.local' })
    const [row] = await withSystemTx(
      db,
      ({ sql }) => sql<{ slug: string; accent: string; role: string; password: string }[]>`
      select w.slug, w.accent, m.role, a.password from workspaces w join members m on m.workspace_id = w.id
      join accounts a on a.user_id = m.user_id`,
    )
    expect(row).toMatchObject({ slug: 'cartie', accent: '#D4AF37', role: 'OWNER' })
    expect(await verifyPassword({ hash: row!.password, password: made[0]!.password })).toBe(true)
    expect(await findApiKey(db, hashKey(made[0]!.apiKey))).toMatchObject({
      role: 'ADMIN',
      workspaceSlug: 'cartie',
    })
  })
})
