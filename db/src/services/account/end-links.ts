import type { Tx } from '../../context.ts'

/**
 * Ends every open link by which a person would choose another password or confirm an address, in whatever workspace it
 * was made. The transaction has to see every workspace.
 */
export function endLinks({ sql, write }: Tx, userId: string): void {
  write(sql`update password_links set used_at = now() where user_id = ${userId} and used_at is null`)
  write(sql`update email_links set used_at = now() where user_id = ${userId} and used_at is null`)
}
