import { rotateKey } from '@cartie/db/rotate-key'
import { findSecret, keepSecret, nextSecret } from './credentials.ts'
import { openDatabase } from './open-database.ts'
import type { OperatorInput } from './cartie-backup.ts'

/**
 * `cartie rotate-key`: everything that opens with CARTIE_SECRET opens with another one from now on. With the embedded
 * database the new one is made and kept in DATA_DIR; else it is CARTIE_NEW_SECRET. Cartie must be stopped.
 */
export async function rotateKeyCommand({ config }: OperatorInput): Promise<number> {
  const before = findSecret(config)
  const next = config.newSecret ?? (config.databaseUrl ? undefined : nextSecret(config.dataDir))
  if (!before || !next) {
    console.error('Set CARTIE_SECRET, the one until now, and CARTIE_NEW_SECRET, the one from now on.')
    return 2
  }
  const changed = await openDatabase(config)((adminUrl) => rotateKey({ adminUrl, before, next }))
  if (!config.databaseUrl) keepSecret(config.dataDir, next)
  console.log(`${changed} texts are kept with the new secret, and none with the old one.`)
  console.log(
    config.databaseUrl
      ? 'Start every process with the new CARTIE_SECRET. Everybody signs in again.'
      : `It lies in ${config.dataDir}/secret: keep a copy. Everybody signs in again.`,
  )
  return 0
}
