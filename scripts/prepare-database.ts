import { createDb } from '@cartie/db/client'
import { appUrl, loginRole } from '@cartie/db/app-url'
import { migrate } from '@cartie/db/migrate'
import { seed, type Seeded } from '@cartie/db/seed/seed'
import { migrateQueues } from '@cartie/shared/queue'

/**
 * Brings the database to this version, the queue tables included, and gives an empty one its workspace.
 * `keep` is called with the first login before that is committed, so that it can't be lost.
 * Throws what the steps throw; several processes may do this at once.
 */
export async function prepareDatabase(
  adminUrl: string,
  secret: string,
  keep: (made: Extract<Seeded, { created: true }>) => void,
): Promise<Seeded> {
  await migrate({ adminUrl, secret })
  await migrateQueues(adminUrl, loginRole)
  const db = createDb({ url: appUrl(adminUrl, secret), pool: 2, name: 'cartie-seed' })
  try {
    return await seed(db, keep)
  } finally {
    await db.close()
  }
}
