import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

export interface KnownSite {
  id: string
  hosts: string[]
  searchFields: string[]
}

/** Tells the database which sites this version of the parser knows, so that the API can show them. */
export async function registerSites(db: Db, sites: readonly KnownSite[]): Promise<void> {
  await withSystemTx(db, async ({ sql }) => {
    await sql`
      insert into sites (id, hosts, search_fields)
      select s.id, s.hosts, s.search_fields
      from jsonb_to_recordset(${JSON.stringify(sites.map((s) => ({ id: s.id, hosts: s.hosts, search_fields: s.searchFields })))}::jsonb)
        as s(id text, hosts text[], search_fields text[])
      on conflict (id) do update set hosts = excluded.hosts, search_fields = excluded.search_fields`
    await sql`delete from sites where id <> all (${sites.map((s) => s.id)})`
  })
}
