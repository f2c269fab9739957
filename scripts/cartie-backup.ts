import { existsSync, statSync } from 'node:fs'
import { readBackup } from '@cartie/db/backup/read-backup'
import { restoreBackup } from '@cartie/db/backup/restore-backup'
import { writeBackup } from '@cartie/db/backup/write-backup'
import type { Config } from '@cartie/shared/config'
import { findSecret, keepSecret } from './credentials.ts'
import { openDatabase } from './open-database.ts'

export interface OperatorInput {
  config: Config
  words: string[]
  options: { remove: boolean }
}

const where = (config: Config) =>
  config.databaseUrl ? 'CARTIE_SECRET' : `${config.dataDir}/secret (and ${config.dataDir}/credentials.json)`

/** `cartie backup <file>`: everything that the database holds, as it is now; Cartie may run meanwhile. */
export async function backupCommand({ config, words: [file] }: OperatorInput): Promise<number> {
  if (!file) return usage('cartie backup <file>')
  if (existsSync(file)) return refuse(`${file} is there already. Name a new file.`)
  if (!config.databaseUrl && !existsSync(`${config.dataDir}/postgres-password`))
    return refuse(`There is no database in ${config.dataDir}, and no DATABASE_URL.`)
  const { tables } = await openDatabase(config)((adminUrl) => writeBackup(adminUrl, file))
  // Read once more from the disk: a backup that nobody has read is a hope.
  await readBackup(file)
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0)
  console.log(`${file}: ${rows} rows of ${Object.keys(tables).length} tables, ${statSync(file).size} bytes`)
  console.log(`The secret that opens tokens in it is not within. Keep it elsewhere: ${where(config)}`)
  return 0
}

/** `cartie restore <file>`: puts a backup into an empty database; what waited in it to be sent is held. */
export async function restoreCommand({ config, words: [file] }: OperatorInput): Promise<number> {
  if (!file) return usage('cartie restore <file>')
  if (!existsSync(file)) return refuse(`There is no ${file}.`)
  // Before a database is made for it: a damaged file leaves nothing behind.
  await readBackup(file)
  const secret = findSecret(config)
  if (!secret)
    return refuse(
      `The backup opens with the CARTIE_SECRET of then: set it, or put the kept file to ${config.dataDir}/secret.`,
    )
  if (!config.databaseUrl && !findSecret({ ...config, secret: undefined })) keepSecret(config.dataDir, secret)
  const { head, held } = await openDatabase(config)((adminUrl) => restoreBackup({ adminUrl, secret, file }))
  console.log(`Restored as it was at ${head.takenAt}.`)
  console.log(
    `What waited to be sent is held (${held}): start Cartie, look at it under Deliveries, or let all of it go with: npx cartie release`,
  )
  return 0
}

function usage(line: string): number {
  console.error(`Usage: ${line}`)
  return 2
}

function refuse(why: string): number {
  console.error(why)
  return 1
}
