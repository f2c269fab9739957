import type { IntegrationType } from '@cartie/shared/integrations/registry'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import type { Secrets } from '../../secrets.ts'
import { secretPlace } from './integration-row.ts'

/** Whom events are told to, and what signs them or lets us in: the newest secret first. */
export interface Receiver {
  type: IntegrationType
  config: Record<string, unknown>
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
    (tx) => tx.sql<(Omit<Receiver, 'secrets'> & { now: string; before: string | null })[]>`
      select type, config, secret_cipher as now,
        case when previous_until > now() then previous_cipher end as before
      from integrations where workspace_id = ${ctx.workspaceId} and id = ${id}`,
  )
  if (!row) return undefined
  const { type, config, now, before } = row
  const place = secretPlace(ctx.workspaceId, id)
  const ciphers = before === null ? [now] : [now, before]
  return { type, config, secrets: ciphers.map((cipher) => secrets.decrypt(place, cipher)) }
}
