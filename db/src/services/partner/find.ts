import type { Context, Tx } from '../../context.ts'

/** Who of which partner somebody in Telegram is. */
export interface KnownPartner {
  partnerId: string
  partnerUserId: string
  /** The partner's name, not the person's. */
  name: string
  /** Its requests and offers are refused. */
  blocked: boolean
}

/** The partner to which a Telegram user belongs; undefined where it is none, or one in the bin. */
export async function partnerOf(
  ctx: Context,
  tx: Tx,
  telegramUserId: number,
): Promise<KnownPartner | undefined> {
  const [row] = await tx.sql<KnownPartner[]>`
    select p.id as "partnerId", u.id as "partnerUserId", p.name, p.status = 'BLOCKED' as blocked
    from partner_users u join partners p on p.workspace_id = u.workspace_id and p.id = u.partner_id
    where u.workspace_id = ${ctx.workspaceId} and u.telegram_user_id = ${telegramUserId} and u.removed_at is null
      and p.deleted_at is null`
  return row
}
