import { createHash } from 'node:crypto'
import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import postgres from 'postgres'
import { readMasterKey } from '../master-key.ts'
import { tableEnd, type Foot, type Head } from './format.ts'

/**
 * Writes everything that a database holds to a new file, as it was at one moment, while it goes on being written to.
 * The queues are no part: they are wake-ups. The file appears when it is whole. Needs the owner's address; throws
 * where the database is none of Cartie's.
 */
export async function writeBackup(adminUrl: string, file: string): Promise<Foot> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 })
  const draft = `${file}.part`
  try {
    const gzip = createGzip({ level: 6 })
    const written = pipeline(gzip, createWriteStream(draft, { mode: 0o600 }))
    written.catch(() => undefined)
    const foot = await sql.begin('isolation level repeatable read read only', async (tx) => {
      // A policy that hides rows is an error here, not a smaller backup.
      await tx`set local row_security = off`
      const head: Head = {
        cartie: 'backup',
        form: 1,
        takenAt: new Date().toISOString(),
        migration: await lastMigration(tx),
        keyId: (await readMasterKey(tx))?.key ?? null,
      }
      await put(gzip, `${JSON.stringify(head)}\n`)
      const sums: Foot['tables'] = {}
      for (const { table, columns } of await tablesOf(tx)) {
        await put(gzip, `${JSON.stringify({ table, columns })}\n`)
        sums[table] = await putRows(tx, gzip, table, columns)
        await put(gzip, `${tableEnd}\n`)
      }
      const said: Foot = { end: true, tables: sums, sequences: await sequencesOf(tx) }
      await put(gzip, `${JSON.stringify(said)}\n`)
      return said
    })
    gzip.end()
    await written
    renameSync(draft, file)
    return foot
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  } finally {
    await sql.end({ timeout: 2 })
  }
}

async function put(to: NodeJS.WritableStream, bytes: string | Buffer): Promise<void> {
  if (!to.write(bytes)) await once(to, 'drain')
}

async function putRows(
  tx: postgres.TransactionSql,
  to: NodeJS.WritableStream,
  table: string,
  columns: readonly string[],
): Promise<Foot['tables'][string]> {
  const hash = createHash('sha256')
  let rows = 0
  const copy = tx`copy (select ${tx(columns)} from ${tx(table)}) to stdout`
  for await (const chunk of await copy.readable()) {
    const bytes = chunk as Buffer
    hash.update(bytes)
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows++
    await put(to, bytes)
  }
  return { rows, sha256: hash.digest('hex') }
}

async function lastMigration(tx: postgres.TransactionSql): Promise<number> {
  const [there] = await tx`select to_regclass('drizzle.__drizzle_migrations') is not null as is`
  if (!there?.is) throw new Error('This database holds no Cartie.')
  const [row] = await tx<
    [{ at: string | null }]
  >`select max(created_at) as at from drizzle.__drizzle_migrations`
  return Number(row.at)
}

const tablesOf = (tx: postgres.TransactionSql) =>
  tx<{ table: string; columns: string[] }[]>`
    select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attgenerated = ''
    group by c.relname order by c.relname`

const sequencesOf = (tx: postgres.TransactionSql) =>
  tx<{ name: string; value: string }[]>`
    select sequencename as name, last_value::text as value from pg_sequences
    where schemaname = 'public' and last_value is not null order by 1`
