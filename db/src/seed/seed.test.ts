import { randomUUID } from 'node:crypto'
import { verifyPassword } from 'better-auth/crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scenarioTemplates } from '@cartie/shared/scenario/templates/registry'
import type { Scenario } from '@cartie/shared/schemas/scenario'
import { createDb, withSystemTx } from '../client.ts'
import type { Context, Db } from '../context.ts'
import { findApiKey } from '../services/api-key/find.ts'
import { hashKey } from '../services/api-key/key-text.ts'
import { deleteScenario } from '../services/scenario/delete.ts'
import { listScenarios } from '../services/scenario/list.ts'
import { saveScenario } from '../services/scenario/save.ts'
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
  test('gives its workspace every scenario template, live; one that was changed or deleted stays so', async () => {
    const [workspace] = await withSystemTx(db, ({ sql }) => sql<{ id: string }[]>`select id from workspaces`)
    const actor = { kind: 'user', id: randomUUID(), role: 'OWNER' } as const
    const ctx: Context = { db, workspaceId: workspace!.id, actor, requestId: 'test' }
    const before = (await listScenarios(ctx)).data
    expect(before.map((one) => one.templateId).sort()).toEqual(scenarioTemplates.map((t) => t.id).sort())
    expect(before.every((one) => one.published === 1 && !one.changed)).toBe(true)

    const [gone, renamed] = before as [Scenario, Scenario]
    await deleteScenario(ctx, gone.id)
    await saveScenario(ctx, renamed.id, { version: renamed.version, name: 'Ours' })
    await seed(db)
    const after = (await listScenarios(ctx)).data
    expect(after.map((one) => one.id).sort()).toEqual(
      before
        .slice(1)
        .map((one) => one.id)
        .sort(),
    )
    expect(after.find((one) => one.id === renamed.id)?.name).toBe('Ours')
  })
})
