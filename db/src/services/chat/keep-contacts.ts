import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { ContactRow } from './gather-updates.ts'

/**
 * Keeps who wrote; a row is written only where something is new, and nothing is asked for those of whom `known` tells
 * the same already. The language that a person chose stays.
 */
export function keepContacts(
  ctx: Context,
  tx: Tx,
  given: readonly ContactRow[],
  known: readonly (ContactRow | null)[],
): void {
  const before = new Map(known.flatMap((row) => (row ? [[row.telegram_user_id, row]] : [])))
  const contacts = given.filter((row) => tellsNew(row, before.get(row.telegram_user_id)))
  if (!contacts.length) return
  tx.write(tx.sql`
    insert into contacts as c (workspace_id, telegram_user_id, username, name, language, phone)
    select ${ctx.workspaceId}, n.telegram_user_id, n.username, n.name, n.language, n.phone
    from jsonb_to_recordset(${storableJson(contacts)}::jsonb)
      as n(telegram_user_id bigint, username text, name text, language text, phone text)
    order by n.telegram_user_id
    on conflict (workspace_id, telegram_user_id) where telegram_user_id is not null do update set
      username = excluded.username, name = excluded.name, language = coalesce(c.language, excluded.language),
      phone = coalesce(excluded.phone, c.phone), updated_at = now()
    where (c.username, c.name) is distinct from (excluded.username, excluded.name)
      or (c.language is null and excluded.language is not null)
      or (excluded.phone is not null and c.phone is distinct from excluded.phone)`)
}

const tellsNew = ({ username, name, language, phone }: ContactRow, known: ContactRow | undefined): boolean =>
  !known ||
  known.username !== username ||
  known.name !== name ||
  (known.language === null && language !== null) ||
  (phone !== null && known.phone !== phone)
