import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import type { Secrets } from '../../secrets.ts'
import { secretPlace } from './integration-row.ts'

/** Whom events are sent to, and what signs them: the newest secret first. */
export interface Receiver {
  url: string
  secrets: string[]
}

/** The receiver of an integration's events; undefined where it is gone. Throws where its secret does not open. */
export async function findReceiver(
  ctx: Context,
  secrets: Secrets,
  id: string,
): Promise<Receiver | undefined> {
  const [row] = await withTx(
    ctx,
    (tx) => tx.sql<{ url: string; now: string; before: string | null }[]>`
      select config->>'url' as url, secret_cipher as now,
        case when previous_until > now() then previous_cipher end as before
      from integrations where workspace_id = ${ctx.workspaceId} and id = ${id}`,
  )
  if (!row) return undefined
  const place = secretPlace(ctx.workspaceId, id)
  const ciphers = row.before === null ? [row.now] : [row.now, row.before]
  return { url: row.url, secrets: ciphers.map((cipher) => secrets.decrypt(place, cipher)) }
}
