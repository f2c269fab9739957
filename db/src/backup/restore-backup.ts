import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Writable } from 'node:stream'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { z } from 'zod'
import { holdRestoredIn } from '../hold-restored.ts'
import { migrate, migrationsFolder } from '../migrate.ts'
import { keyIdOf } from '../secrets.ts'
import type { Foot, Head } from './format.ts'
import { readBackup } from './read-backup.ts'

/** What was put back, and how many sends are held for a person. */
export interface Restored {
  head: Head
  foot: Foot
  held: number
}

/**
 * Puts a backup into an empty database: made as that Cartie had it, filled, with all that waited to be sent held, in one
 * transaction, and brought to this version. Throws, having changed nothing, where the file is damaged, of a newer Cartie or
 * of another CARTIE_SECRET, or where the database holds a Cartie; killed on the way it leaves an empty one.
 */
export async function restoreBackup(options: {
  adminUrl: string
  secret: string
  file: string
}): Promise<Restored> {
  const { adminUrl, secret, file } = options
  const { head, foot } = await readBackup(file)
  if (head.keyId !== null && head.keyId !== keyIdOf(secret))
    throw new Error(
      `What is sealed in ${file} opens with another CARTIE_SECRET (key ${head.keyId}, this is ${keyIdOf(secret)}).`,
    )
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 })
  try {
    await requireEmpty(sql)
    await migrateTo(head.migration, { adminUrl, secret })
    const held = await sql.begin(async (tx) => {
      await requireEmpty(tx)
      await fill(tx, file, foot)
      return (await holdRestoredIn(tx, { restored: true })) ?? 0
    })
    await migrate({ adminUrl, secret })
    return { head, foot, held }
  } finally {
    await sql.end({ timeout: 2 })
  }
}

async function requireEmpty(sql: postgres.ISql): Promise<void> {
  const [there] = await sql`select to_regclass('public.workspaces') is not null as is`
  if (!there?.is) return
  const [row] = await sql`select exists (select from workspaces) as is`
  if (row?.is)
    throw new Error('The database is not empty. A backup goes into an empty one; nothing was changed.')
}

const Journal = z.looseObject({ entries: z.array(z.looseObject({ when: z.number() })) })

/** Brings an empty database to where the backup's was. */
async function migrateTo(last: number, where: { adminUrl: string; secret: string }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cartie-migrations-'))
  try {
    cpSync(migrationsFolder, folder, { recursive: true })
    const file = join(folder, 'meta', '_journal.json')
    const journal = Journal.parse(JSON.parse(readFileSync(file, 'utf8')))
    const entries = journal.entries.filter((entry) => entry.when <= last)
    if (entries.at(-1)?.when !== last)
      throw new Error('The backup was taken by a newer Cartie. Install that one; nothing was changed.')
    writeFileSync(file, JSON.stringify({ ...journal, entries }))
    await migrate({ ...where, folder })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fill(tx: postgres.TransactionSql, file: string, foot: Foot): Promise<void> {
  // What migrations themselves wrote is in the backup too.
  const tables = Object.keys(foot.tables)
  await tx.unsafe(`truncate ${tables.map((table) => `public."${table}"`).join(', ')}`)
  const keys = await tx<{ table: string; name: string; rule: string }[]>`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as rule
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`
  for (const { table, name } of keys) await tx`alter table ${tx(table)} drop constraint ${tx(name)}`
  let copy: Writable | undefined
  await readBackup(file, {
    onTable: async (table, columns) => {
      copy = await tx`copy ${tx(table)} (${tx(columns)}) from stdin`.writable()
    },
    onRows: async (bytes) => {
      if (copy && !copy.write(bytes)) await once(copy, 'drain')
    },
    onTableEnd: async () => {
      copy?.end()
      if (copy) await finished(copy)
    },
  })
  for (const { name, value } of foot.sequences)
    await tx`select setval(${`public."${name}"`}::regclass, ${value}::bigint)`
  // Checked at once for all rows, which is faster than for each.
  for (const { table, name, rule } of keys)
    await tx.unsafe(`alter table ${table} add constraint "${name}" ${rule}`)
}
