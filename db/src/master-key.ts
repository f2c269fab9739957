import { symmetricDecrypt } from 'better-auth/crypto'
import type postgres from 'postgres'
import { sealedColumns } from './sealed-columns.ts'
import { createSecrets, keyIdOf } from './secrets.ts'

// The name of the key is a comment on a table, as the database's own place is: dumps take it along.
const noted = /^key ([0-9a-f]{8})(?: to ([0-9a-f]{8}))?$/

/** The names of the keys that a database is kept with; `next` while a rotation has begun and not ended. */
export interface NotedKeys {
  key: string
  next: string | undefined
}

/** What a database says of its keys; undefined where it is new, or older than their names. */
export async function readMasterKey(sql: postgres.ISql): Promise<NotedKeys | undefined> {
  const [row] = await sql<{ note: string | null }[]>`
    select obj_description(to_regclass('public.bot_configs'), 'pg_class') as note`
  const [, key, next] = noted.exec(row?.note ?? '') ?? []
  return key === undefined ? undefined : { key, next }
}

/** Notes the name of the key, and of the one that follows while a rotation is under way. */
export async function noteMasterKey(sql: postgres.Sql, secret: string, next?: string): Promise<void> {
  const words = `key ${keyIdOf(secret)}${next === undefined ? '' : ` to ${keyIdOf(next)}`}`
  await sql.unsafe(`comment on table public.bot_configs is '${words}'`)
}

/**
 * Throws, having changed nothing, where the database was kept with another CARTIE_SECRET, or where a rotation has not
 * ended. A new database takes any.
 */
export async function requireMasterKey(sql: postgres.Sql, secret: string): Promise<void> {
  const keys = await readMasterKey(sql)
  const given = keyIdOf(secret)
  if (!keys) return requireOpening(sql, secret)
  if (keys.next !== undefined)
    throw new Error('A change of CARTIE_SECRET was broken off. End it first: npx cartie rotate-key')
  if (keys.key !== given)
    throw new Error(
      `CARTIE_SECRET is not the one that this database was kept with (key ${keys.key}, this is ${given}). ` +
        'Put the right one back; nothing was changed. If it is lost, see docs/OPERATIONS.md.',
    )
}

/** Before keys had names: what is kept must open. */
async function requireOpening(sql: postgres.Sql, secret: string): Promise<void> {
  const secrets = createSecrets(secret)
  const isThere = async (table: string) =>
    (await sql`select from pg_class where oid = to_regclass(${`public.${table}`})`).count > 0
  for (const { table, column, field } of sealedColumns) {
    if (!(await isThere(table))) continue
    const [row] = await sql<{ id: string; workspace_id: string; sealed: string }[]>`
      select id, workspace_id, ${sql(column)} as sealed from ${sql(table)}
      where ${sql(column)} <> '' limit 1`
    if (row) secrets.decrypt({ table, workspaceId: row.workspace_id, rowId: row.id, field }, row.sealed)
  }
  if (!(await isThere('two_factors'))) return
  const [factor] = await sql<{ secret: string }[]>`select secret from two_factors limit 1`
  if (!factor) return
  await symmetricDecrypt({ key: secret, data: factor.secret }).catch((cause: unknown) => {
    const message =
      'The second factor of a person does not open. Is CARTIE_SECRET the one that it was kept with?'
    throw new Error(message, { cause })
  })
}
