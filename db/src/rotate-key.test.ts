import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appUrl } from './app-url.ts'
import { startEmbedded, type Embedded } from './embedded.ts'
import { isPortFree } from './embedded/free-port.ts'
import { readMasterKey } from './master-key.ts'
import { migrate } from './migrate.ts'
import { rotateKey } from './rotate-key.ts'
import { sealedColumns } from './sealed-columns.ts'
import { createSecrets, keyIdIn, keyIdOf, type SecretPlace } from './secrets.ts'

// On a server of its own: the login's password, which changes with the key, belongs to the whole server.
const dataDir = mkdtempSync(join(tmpdir(), 'cartie-rotate-'))
const [before, next] = ['the secret until now '.repeat(2), 'the secret from now on '.repeat(2)]
const workspaces = [randomUUID(), randomUUID()]
const rows = 150
let server: Embedded
let sql: postgres.Sql

beforeAll(async () => {
  chmodSync(dataDir, 0o755)
  let port = 25_600
  while (!(await isPortFree(port, '127.0.0.1'))) port++
  server = await startEmbedded({ dataDir, port, log: () => undefined, settings: { fsync: 'off' } })
  await migrate({ adminUrl: server.url, secret: before })
  sql = postgres(server.url, { max: 2, onnotice: () => undefined })
  const secrets = createSecrets(before)
  const userId = randomUUID()
  await sql`insert into users (id, name, email) values (${userId}, 'Olena', 'olena@example.com')`
  const [factor, codes] = await Promise.all(
    ['the factor', 'the codes'].map((data) => symmetricEncrypt({ key: before, data })),
  )
  await sql`
    insert into two_factors (user_id, secret, backup_codes) values (${userId}, ${factor!}, ${codes!})`
  for (const [n, id] of workspaces.entries())
    await sql`insert into workspaces (id, name, slug) values (${id}, 'W', ${`w${n}`})`
  // The first row of its table: a bot that was taken leave of, whose token is forgotten.
  await sql`
    insert into bot_configs (workspace_id, token_cipher, token_hint, deleted_at)
    values (${workspaces[0]!}, '', 'hint', now())`
  for (let i = 0; i < rows; i++) {
    const [id, workspaceId] = [randomUUID(), workspaces[i % 2]!]
    const sealed = secrets.encrypt(placeOf('integrations', workspaceId, id, 'secret'), `secret ${i}`)
    // Some are from before keys had names.
    const kept = i % 3 ? sealed : sealed.replace(/^v2\.\w+\./, 'v1.')
    await sql`
      insert into integrations (id, workspace_id, type, name, config, secret_cipher, previous_cipher)
      values (${id}, ${workspaceId}, 'WEBHOOK', ${`${i}`}, '{}', ${kept}, ${i % 2 ? kept : null})`
    const token = secrets.encrypt(placeOf('bot_configs', workspaceId, id, 'token'), `token ${i}`)
    await sql`
      insert into bot_configs (id, workspace_id, token_cipher, token_hint)
      values (${id}, ${workspaceId}, ${token}, 'hint')`
  }
})
afterAll(async () => {
  await sql?.end()
  await server?.stop(3000)
  rmSync(dataDir, { recursive: true, force: true })
})

const placeOf = (table: string, workspaceId: string, rowId: string, field: string): SecretPlace => ({
  table,
  workspaceId,
  rowId,
  field,
})

/** How many kept texts open with each secret; throws where one opens with neither. */
async function opening(): Promise<{ before: number; next: number }> {
  const tally = { before: 0, next: 0 }
  for (const { table, column, field } of sealedColumns) {
    const all = await sql<{ id: string; workspace_id: string; sealed: string }[]>`
      select id, workspace_id, ${sql(column)} as sealed from ${sql(table)} where ${sql(column)} <> ''`
    for (const row of all) {
      const secret = keyIdIn(row.sealed) === keyIdOf(next) ? 'next' : 'before'
      const place = placeOf(table, row.workspace_id, row.id, field)
      createSecrets(secret === 'next' ? next : before).decrypt(place, row.sealed)
      tally[secret]++
    }
  }
  return tally
}

const opens = async (secret: string): Promise<boolean> => {
  const login = postgres(appUrl(server.url, secret), { max: 1, onnotice: () => undefined })
  try {
    await login`select 1`
    return true
  } catch {
    return false
  } finally {
    await login.end()
  }
}
const all = rows * 2 + rows / 2

describe('a change of CARTIE_SECRET', () => {
  test('knows every column that holds something sealed', async () => {
    const found = await sql<{ table: string; column: string }[]>`
      select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and column_name like '%cipher%' order by 1, 2`
    const known = sealedColumns.map(({ table, column }) => ({ table, column }))
    expect(known.sort((a, b) => (a.table + a.column < b.table + b.column ? -1 : 1))).toEqual([...found])
  })

  test('with neither of the secrets, or while Cartie runs, changes nothing (K04)', async () => {
    const wrong = 'z'.repeat(40)
    await expect(migrate({ adminUrl: server.url, secret: wrong })).rejects.toThrow('not the one')
    await expect(rotateKey({ adminUrl: server.url, before: wrong, next: 'y'.repeat(40) })).rejects.toThrow(
      'Neither',
    )
    const running = postgres(appUrl(server.url, before), { max: 1, onnotice: () => undefined })
    await running`select 1`
    await expect(rotateKey({ adminUrl: server.url, before, next })).rejects.toThrow('Stop every process')
    await running.end()
    expect(await opening()).toEqual({ before: all, next: 0 })
    expect([await opens(before), await opens(wrong)]).toEqual([true, false])
  })

  test('killed midway leaves rows that all open and a Cartie that does not start; run again it ends (K02)', async () => {
    const [last] = await sql<[{ id: string }]>`select max(id::text) as id from integrations`
    const held = await sql.reserve()
    await held`begin`
    await held`select from integrations where id = ${last.id} for update`
    const code = `import { rotateKey } from ${JSON.stringify(new URL('rotate-key.ts', import.meta.url).href)}
      await rotateKey(${JSON.stringify({ adminUrl: server.url, before, next })})`
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' })
    const waiting = async () => (await sql`select from pg_locks where not granted`).length > 0
    while (!(await waiting())) {
      expect(child.exitCode).toBeNull()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    child.kill('SIGKILL')
    await once(child, 'exit')
    await held`rollback`
    held.release()
    const midway = await opening()
    expect(midway.before).toBeGreaterThan(0)
    expect(midway.next).toBeGreaterThan(0)
    for (const secret of [before, next])
      await expect(migrate({ adminUrl: server.url, secret })).rejects.toThrow('rotate-key')

    // The server needs a moment to see that the killed one is gone; the lock waits for it.
    expect(await rotateKey({ adminUrl: server.url, before, next })).toBe(midway.before)
    expect(await opening()).toEqual({ before: 0, next: all })
    expect([await opens(before), await opens(next)]).toEqual([false, true])
    const [factor] = await sql<[{ secret: string; codes: string }]>`
      select secret, backup_codes as codes from two_factors`
    expect(await symmetricDecrypt({ key: next, data: factor.secret })).toBe('the factor')
    expect(await symmetricDecrypt({ key: next, data: factor.codes })).toBe('the codes')
    await migrate({ adminUrl: server.url, secret: next })
    await expect(migrate({ adminUrl: server.url, secret: before })).rejects.toThrow('not the one')
    expect(await rotateKey({ adminUrl: server.url, before, next })).toBe(0)
  })

  test('keeps each text to its row: copied to another row or tenant it stays shut (K03)', async () => {
    const found = await sql<{ id: string; workspace_id: string; secret_cipher: string }[]>`
      select id, workspace_id, secret_cipher from integrations limit 2`
    const [one, other] = [found[0]!, found[1]!]
    const secrets = createSecrets(next)
    await sql`update integrations set secret_cipher = ${one.secret_cipher} where id = ${other.id}`
    const [copied] = await sql<[{ sealed: string }]>`
      select secret_cipher as sealed from integrations where id = ${other.id}`
    expect(() =>
      secrets.decrypt(placeOf('integrations', other.workspace_id, other.id, 'secret'), copied.sealed),
    ).toThrow('does not open')
    await sql`update integrations set secret_cipher = ${other.secret_cipher} where id = ${other.id}`
  })

  test('with a wrong secret changes nothing either where the database does not say what it is kept with', async () => {
    const unnoted = () => sql`comment on table public.bot_configs is null`
    const wrong = 'w'.repeat(40)
    const away = { adminUrl: server.url, before: wrong, next: 'y'.repeat(40) }
    await unnoted()
    await expect(migrate({ adminUrl: server.url, secret: wrong })).rejects.toThrow('does not open')
    await expect(rotateKey(away)).rejects.toThrow('does not open')
    expect(await readMasterKey(sql)).toBeUndefined()
    // Where the second factors are all that is kept, they tell.
    await sql.begin(async (tx) => {
      await tx`create table kept_bots as select * from bot_configs`
      await tx`create table kept_hooks as select * from integrations`
      await tx`delete from bot_configs`
      await tx`delete from integrations`
    })
    await expect(rotateKey(away)).rejects.toThrow('does not open')
    expect(await readMasterKey(sql)).toBeUndefined()
    await sql.begin(async (tx) => {
      await tx`insert into bot_configs select * from kept_bots`
      await tx`insert into integrations select * from kept_hooks`
      await tx`drop table kept_bots, kept_hooks`
    })
    await migrate({ adminUrl: server.url, secret: next })
    expect(await opening()).toEqual({ before: 0, next: all })
  })

  test('does not pass over what it can not open', async () => {
    const third = 'a third secret '.repeat(3)
    const [row] = await sql<[{ id: string; sealed: string }]>`
      select id, secret_cipher as sealed from integrations limit 1`
    await sql`update integrations set secret_cipher = 'v2.00000000.AAAA' where id = ${row.id}`
    await expect(rotateKey({ adminUrl: server.url, before: next, next: third })).rejects.toThrow(
      'does not open',
    )
    await sql`update integrations set secret_cipher = ${row.sealed} where id = ${row.id}`
    await rotateKey({ adminUrl: server.url, before: next, next: third })
    expect(await opens(third)).toBe(true)
  })
})
