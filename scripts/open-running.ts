import { resolve } from 'node:path'
import { appUrl } from '@cartie/db/app-url'
import { createDb } from '@cartie/db/client'
import type { Db } from '@cartie/db/context'
import type { Config } from '@cartie/shared/config'
import { ownSecret } from './credentials.ts'
import { runningUrl } from './open-database.ts'

/**
 * The database of an installation that runs, for commands that are given at the machine itself: the one of
 * DATABASE_URL, or the embedded one of DATA_DIR. Undefined where that one does not run.
 */
export async function openRunning(config: Config): Promise<Db | undefined> {
  const dataDir = resolve(config.dataDir)
  const url = config.databaseUrl ?? (await runningUrl(dataDir))
  if (url === undefined) return undefined
  return createDb({
    url: appUrl(url, config.secret ?? ownSecret(dataDir)),
    pool: 1,
    name: 'cartie command',
    publicUrl: config.publicUrl,
  })
}
