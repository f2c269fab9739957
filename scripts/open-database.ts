import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { startEmbedded } from '@cartie/db/embedded'
import { openCluster } from '@cartie/db/embedded/cluster'
import { findOrphan, superuserUrl } from '@cartie/db/embedded/postmaster'
import type { Config } from '@cartie/shared/config'

type Use = <T>(act: (adminUrl: string) => Promise<T>) => Promise<T>

/**
 * The database of an installation for an operator's command: that of DATABASE_URL, or the embedded one of DATA_DIR,
 * which runs already or is started for as long as the command takes.
 */
export function openDatabase(config: Config): Use {
  return async (act) => {
    if (config.databaseUrl) return act(config.databaseUrl)
    const running = await runningUrl(resolve(config.dataDir))
    if (running) return act(running)
    const server = await startEmbedded({ dataDir: config.dataDir, log: () => undefined })
    try {
      return await act(server.url)
    } finally {
      await server.stop()
    }
  }
}

/** The address of the embedded Postgres that somebody runs in DATA_DIR already; undefined where nobody does. */
export async function runningUrl(dataDir: string): Promise<string | undefined> {
  if (!existsSync(join(dataDir, 'postgres-password'))) return undefined
  const cluster = await openCluster(dataDir, () => undefined)
  const found = await findOrphan(cluster.dir, cluster.password)
  return found ? superuserUrl(found.port, cluster.password, 'cartie') : undefined
}
