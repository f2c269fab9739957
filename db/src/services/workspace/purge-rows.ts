import { withSystemTx } from '../../client.ts'
import type { Db, Tx } from '../../context.ts'

/** Rows of a statement: some tenths of a second, in which nobody waits for more than these. */
const rowsAtOnce = 2000
/** What tells where the bots are to be taken leave of, and the workspace itself: they go last, see `forgetWorkspace`. */
const last = 'bot_configs'

/**
 * Deletes the rows of a deleted workspace, table by table and a few at a time, each time in a transaction of its own;
 * what is cut off goes on where it was. Returns `gone` once all are; `cut off` when `goOn` says no; `others` where
 * somebody else is at it, or there is no such deleted workspace.
 */
export async function purgeRows(
  db: Db,
  workspaceId: string,
  goOn: () => boolean,
): Promise<'gone' | 'cut off' | 'others'> {
  for (const table of await withSystemTx(db, tenantTables)) {
    let isEmpty = table === last
    while (!isEmpty) {
      if (!goOn()) return 'cut off'
      const count = await purgeSome(db, workspaceId, table)
      if (count === undefined) return 'others'
      isEmpty = count < rowsAtOnce
    }
  }
  return 'gone'
}

/** How many it took; undefined where it is not for us to take them. */
const purgeSome = (db: Db, workspaceId: string, table: string): Promise<number | undefined> =>
  withSystemTx(db, async ({ sql }) => {
    const [claim] = await sql<{ isOurs: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtextextended(${`purge:${workspaceId}`}, 0)) as "isOurs"
      from workspaces where id = ${workspaceId} and deleted_at is not null`
    if (!claim?.isOurs) return undefined
    const { count } = await sql`
      delete from ${sql(table)} where ctid = any(array(
        select ctid from ${sql(table)} where workspace_id = ${workspaceId} limit ${rowsAtOnce}))`
    return count
  })

/** Every table with a workspace's rows, those first that refer to others, so that no row takes more along. */
async function tenantTables({ sql }: Pick<Tx, 'sql'>): Promise<string[]> {
  const rows = await sql<{ name: string; parents: string[] }[]>`
    select c.relname::text as name,
      coalesce(array_agg(p.relname::text) filter (where p.oid <> c.oid), '{}') as parents
    from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
      left join pg_constraint f on f.conrelid = c.oid and f.contype = 'f'
      left join pg_class p on p.oid = f.confrelid
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
    group by c.oid, c.relname order by c.relname`
  const left = new Map(rows.map(({ name, parents }) => [name, parents]))
  const order: string[] = []
  while (left.size) {
    const isParent = new Set([...left.values()].flat())
    // In a ring any may be first: the database takes along what refers to it.
    const next = [...left.keys()].find((name) => !isParent.has(name)) ?? [...left.keys()][0]!
    left.delete(next)
    order.push(next)
  }
  return order
}
