import { WhatsappConfig } from '@cartie/shared/integrations/whatsapp'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context, Db, Tx } from '../../context.ts'
import type { Secrets } from '../../secrets.ts'
import { openCredentials } from '../integration/credentials.ts'
import { secretPlace } from '../integration/integration-row.ts'

/** Whose number Meta calls, before anything is known of the caller. */
export interface NumberOwner {
  workspaceId: string
  phoneNumberId: string
  /** Signs what Meta sends. */
  appSecret: string
  /** By any of which Meta proves that it means this number when it is first told of the address. */
  verifyTokens: string[]
}

interface Row {
  workspace_id: string
  config: Record<string, unknown>
  credentials: string | null
  secret: string
  before: string | null
}

/** The number of an integration and what goes with it. Undefined for none. Throws where its secrets do not open. */
export async function findNumberOwner(
  db: Db,
  secrets: Secrets,
  id: string,
): Promise<NumberOwner | undefined> {
  const found = await withSystemTx(db, (tx) => read(tx, secrets, id))
  if (!found) return undefined
  const { row, config } = found
  const place = secretPlace(row.workspace_id, id)
  return {
    workspaceId: row.workspace_id,
    phoneNumberId: config.phoneNumberId,
    appSecret: config.appSecret,
    verifyTokens: [row.secret, ...(row.before === null ? [] : [row.before])].map((cipher) =>
      secrets.decrypt(place, cipher),
    ),
  }
}

/** A number as it is spoken through. Undefined where it is gone. Throws where its secrets do not open. */
export async function findNumber(
  ctx: Context,
  secrets: Secrets,
  id: string,
): Promise<WhatsappConfig | undefined> {
  return (await withTx(ctx, (tx) => read(tx, secrets, id)))?.config
}

async function read({ sql }: Pick<Tx, 'sql'>, secrets: Secrets, id: string) {
  const [row] = await sql<Row[]>`
    select workspace_id, config, credentials_cipher as credentials, secret_cipher as secret,
      case when previous_until > now() then previous_cipher end as before
    from integrations where id = ${id} and type = 'WHATSAPP'`
  if (!row) return undefined
  const hidden = openCredentials(secrets, { workspaceId: row.workspace_id, id }, row.credentials)
  return { row, config: WhatsappConfig.parse({ ...row.config, ...hidden }) }
}
