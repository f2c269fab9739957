import { createDb } from '@cartie/db/client'
import { appUrl, loginRole } from '@cartie/db/app-url'
import { holdRestored } from '@cartie/db/hold-restored'
import { migrate } from '@cartie/db/migrate'
import { seed, type Seeded } from '@cartie/db/seed/seed'
import { migrateQueues } from '@cartie/shared/queue'

export interface Preparation {
  adminUrl: string
  secret: string
  /** Called with the first login before that is committed, so that it can't be lost. */
  keep: (made: Extract<Seeded, { created: true }>) => void
  /** It was put back from a backup, even if that can't be seen. */
  restored: boolean
  /** Hears what a person should know. */
  note: (line: string) => void
}

/**
 * Brings the database to this version, the queue tables included, gives an empty one its workspace, and holds what a
 * restored one would send once more. Throws what the steps throw; several processes may do this at once.
 */
export async function prepareDatabase({
  adminUrl,
  secret,
  keep,
  restored,
  note,
}: Preparation): Promise<Seeded> {
  await migrate({ adminUrl, secret })
  await migrateQueues(adminUrl, loginRole)
  const held = await holdRestored(adminUrl, { restored })
  if (held !== undefined)
    note(
      `This database was restored or copied. What waited to be sent is held (${held}): look at it under Deliveries, or let all of it go with: npx cartie release`,
    )
  const db = createDb({ url: appUrl(adminUrl, secret), pool: 2, name: 'cartie-seed' })
  try {
    return await seed(db, keep)
  } finally {
    await db.close()
  }
}
