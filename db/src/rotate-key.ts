import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import postgres from 'postgres'
import { loginPassword, loginRole } from './app-url.ts'
import { noteMasterKey, readMasterKey, requireMasterKey } from './master-key.ts'
import { migrationLock } from './migrate.ts'
import { sealedColumns } from './sealed-columns.ts'
import { createSecrets, keyIdOf, type Secrets } from './secrets.ts'

/** Rows that change together; between two such steps it may be killed. */
const stepRows = 100

export interface Rotation {
  /** The owner's address. Nothing else of Cartie may run on that database. */
  adminUrl: string
  /** The CARTIE_SECRET until now, and the one from now on. */
  before: string
  next: string
}

/**
 * Keeps everything that opens with one CARTIE_SECRET under another, the password of the processes' login included.
 * Killed at any moment it leaves rows that open with one of the two; called again it ends. Resolves with how many
 * texts changed now. Throws, having changed nothing, where Cartie runs or where neither secret is the database's.
 */
export async function rotateKey({ adminUrl, before, next }: Rotation): Promise<number> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 })
  try {
    await sql`select pg_advisory_lock(${migrationLock})`
    await requireStopped(sql)
    const keys = await readMasterKey(sql)
    const [old, now] = [keyIdOf(before), keyIdOf(next)]
    const known = keys === undefined || [old, now].includes(keys.key)
    if (!known || (keys?.next !== undefined && keys.next !== now))
      throw new Error('Neither CARTIE_SECRET belongs to this database, or another change was begun.')
    if (keys?.key === now && keys.next === undefined) return 0
    if (!keys) await requireMasterKey(sql, before)
    await noteMasterKey(sql, before, next)
    let changed = 0
    const [from, to] = [createSecrets(before), createSecrets(next)]
    for (const column of sealedColumns)
      for (let step; (step = await changeSome(sql, column, from, to)) > 0;) changed += step
    await sql.begin(async (tx) => {
      await changeFactors(tx, before, next)
      // Answers that are remembered for a day are sealed too: whoever repeats such a call makes it anew.
      await tx`delete from idempotency_keys where jsonb_typeof(body) = 'string'`
      await tx.unsafe(`alter role ${loginRole} password '${loginPassword(next)}'`)
      await tx.unsafe(`comment on table public.bot_configs is 'key ${now}'`)
    })
    return changed
  } finally {
    await sql.end({ timeout: 2 })
  }
}

/** What the sign-in library sealed in its own way names no key: all of it changes with the note of the key, or nothing. */
async function changeFactors(tx: postgres.TransactionSql, before: string, next: string): Promise<void> {
  const again = async (sealed: string) =>
    symmetricEncrypt({ key: next, data: await symmetricDecrypt({ key: before, data: sealed }) })
  const factors = await tx<{ id: string; secret: string; backup_codes: string }[]>`
    select id, secret, backup_codes from two_factors for update`
  for (const { id, secret, backup_codes } of factors)
    await tx`
      update two_factors set secret = ${await again(secret)}, backup_codes = ${await again(backup_codes)}
      where id = ${id}`
}

async function requireStopped(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from pg_stat_activity
    where usename = ${loginRole} and datname = current_database()`
  if (row.count > 0)
    throw new Error('Cartie runs on this database. Stop every process of it first; nothing was changed.')
}

/** How many texts of a column it changed; 0: none is left. */
async function changeSome(
  sql: postgres.Sql,
  { table, column, field }: (typeof sealedColumns)[number],
  from: Secrets,
  to: Secrets,
): Promise<number> {
  return sql.begin(async (tx) => {
    const rows = await tx<{ id: string; workspace_id: string; sealed: string }[]>`
      select id, workspace_id, ${tx(column)} as sealed from ${tx(table)}
      where ${tx(column)} <> '' and ${tx(column)} not like ${`v2.${to.keyId}.%`} order by id limit ${stepRows} for update`
    for (const row of rows) {
      const place = { table, workspaceId: row.workspace_id, rowId: row.id, field }
      const sealed = to.encrypt(place, from.decrypt(place, row.sealed))
      await tx`update ${tx(table)} set ${tx(column)} = ${sealed} where id = ${row.id}`
    }
    return rows.length
  })
}
