import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** A bot of a deleted workspace of which Telegram still has to be told. */
export interface LeavingBot {
  id: string
  tokenCipher: string
}

/** The bots of a deleted workspace whose webhooks may still be set; after a day of trying nobody is asked any more. */
export function leavingBots(db: Db, workspaceId: string): Promise<LeavingBot[]> {
  return withSystemTx(
    db,
    async ({ sql }) => sql<LeavingBot[]>`
      select b.id, b.token_cipher as "tokenCipher" from bot_configs b join workspaces w on w.id = b.workspace_id
      where w.id = ${workspaceId} and w.deleted_at > now() - interval '1 day' and b.token_cipher <> ''`,
  )
}

/** Forgets the token of a bot that was taken leave of. */
export async function forgetToken(db: Db, botId: string): Promise<void> {
  await withSystemTx(
    db,
    ({ sql }) => sql`update bot_configs set token_cipher = '' where id = ${botId} and deleted_at is not null`,
  )
}
