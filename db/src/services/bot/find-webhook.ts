import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

export interface WebhookOwner {
  workspaceId: string
  /** SHA-256 of the secret that opens it, in hex; null: nothing does. */
  secretHash: string | null
}

/** Whose bot an update came for, before anything is known of its sender. Undefined for none, and for the bin. */
export function findWebhook(db: Db, botId: string): Promise<WebhookOwner | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<WebhookOwner[]>`
      select workspace_id as "workspaceId", webhook_secret_hash as "secretHash"
      from bot_configs where id = ${botId} and deleted_at is null`
    return row
  })
}
