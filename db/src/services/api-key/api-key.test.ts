import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '@cartie/shared/domain/roles'
import { withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { stillAllowed } from '../member/still-allowed.ts'
import { createApiKey } from './create.ts'
import { findApiKey } from './find.ts'
import { hashKey, isKeyText, makeKeyText } from './key-text.ts'
import { listApiKeys } from './list.ts'
import { revokeApiKey } from './revoke.ts'

let db: TestWorkspaces
let ctx: Context
beforeAll(async () => {
  db = await testWorkspaces()
  ctx = await db.workspace()
})
afterAll(() => db.close())

describe('an API key', () => {
  test('is a prefix and 43 characters of chance, and no two are alike', () => {
    const keys = Array.from({ length: 200 }, makeKeyText)
    expect(new Set(keys.map((k) => k.key)).size).toBe(200)
    for (const { key, prefix } of keys)
      expect(isKeyText(key) && key.startsWith(prefix) && prefix.length === 10).toBe(true)
    for (const text of ['', 'ck_', `ck_${'a'.repeat(44)}`, `sk_${'a'.repeat(43)}`])
      expect(isKeyText(text)).toBe(false)
  })

  test('is found by its hash while it is in use; at rest there is only the hash', async () => {
    const made = await createApiKey(ctx, { name: 'import', role: 'MANAGER' })
    expect(await findApiKey(db.db, hashKey(made.key))).toMatchObject({
      id: made.id,
      role: 'MANAGER',
      workspaceId: ctx.workspaceId,
    })
    const [row] = await withSystemTx(
      db.db,
      ({ sql }) =>
        sql<{ t: string }[]>`select row_to_json(k)::text as t from api_keys k where id = ${made.id}`,
    )
    expect(row?.t).not.toContain(made.key)
    expect((await listApiKeys(ctx)).data[0]).toMatchObject({ id: made.id, prefix: made.key.slice(0, 10) })
    await revokeApiKey(ctx, made.id)
    await revokeApiKey(ctx, made.id)
    expect(await findApiKey(db.db, hashKey(made.key))).toBeUndefined()
  })

  test('with a last day opens nothing from then on, to requests and to streams that are open', async () => {
    const made = await createApiKey(ctx, { name: 'short', role: 'VIEWER', days: 30 })
    const daysLeft = (Date.parse(made.expiresAt!) - Date.now()) / 86_400_000
    expect(daysLeft).toBeGreaterThan(29)
    expect(daysLeft).toBeLessThan(31)
    const listener = { kind: 'apiKey' as const, keyId: made.id }
    expect(await findApiKey(db.db, hashKey(made.key))).toBeDefined()
    expect(await stillAllowed(db.db, [listener])).toEqual([true])
    await withSystemTx(db.db, ({ sql }) => sql`update api_keys set expires_at = now() where id = ${made.id}`)
    expect(await findApiKey(db.db, hashKey(made.key))).toBeUndefined()
    expect(await stillAllowed(db.db, [listener])).toEqual([false])
  })

  test('belongs to its workspace: others neither see nor revoke it', async () => {
    const made = await createApiKey(ctx, { name: 'mine', role: 'VIEWER' })
    const other = await db.workspace()
    expect((await listApiKeys(other)).data).toEqual([])
    await expect(revokeApiKey(other, made.id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await findApiKey(db.db, hashKey(made.key))).toBeDefined()
  })

  test.each(otherRoles(permissions['apiKeys.manage']))('is nothing for %s', async (role) => {
    const weak = as(ctx, role)
    await expect(async () => createApiKey(weak, { name: 'x', role: 'ADMIN' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(async () => listApiKeys(weak)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(async () => revokeApiKey(weak, ctx.workspaceId)).rejects.toMatchObject({ code: 'forbidden' })
  })
})
