import type { Tx } from '../../context.ts'

/** The ids of a lead and of all that were joined to it, and to those. */
export async function readFamily({ sql }: Tx, leadId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with recursive family(id) as (
      select ${leadId}::uuid union select l.id from leads l join family f on l.merged_into = f.id)
    select id from family`
  return rows.map((row) => row.id)
}
