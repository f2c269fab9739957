import postgres from 'postgres'

/** What the owner of a database may find out of where it lives; a copy of it lives elsewhere. */
const placeQuery = `
  select concat_ws('/',
    case when has_function_privilege('pg_control_system()', 'execute')
      then (select system_identifier from pg_control_system()) end,
    (select oid from pg_database where datname = current_database()),
    'deliveries'::regclass::oid,
    -- A file that the server never writes again: where its data was put back, this moment is another one.
    case when has_function_privilege('pg_stat_file(text)', 'execute')
      then extract(epoch from (pg_stat_file('PG_VERSION')).change) end) as here,
  obj_description('deliveries'::regclass) as noted`

const error = JSON.stringify({
  code: 'restored',
  message: 'It waited in a backup and may have been sent since',
})

/**
 * Holds everything that a restored database would say once more: sends, posts and events that waited, and calls, which
 * may all have been done since the backup; timers that fell due meanwhile wait another day.
 * It knows a copy by where it lives: that is noted on the table, for dumps and copies of files take a note along.
 * @param more.restored it is a copy whatever the note says
 * @returns how many deliveries wait for a person; undefined where the database is no copy
 */
export async function holdRestored(
  adminUrl: string,
  more: { restored?: boolean } = {},
): Promise<number | undefined> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 })
  try {
    return await sql.begin((tx) => holdRestoredIn(tx, more))
  } finally {
    await sql.end({ timeout: 2 })
  }
}

/** The same in the transaction of whoever restores, so that no copy is ever there whose sends are not held. */
export async function holdRestoredIn(
  tx: postgres.TransactionSql,
  more: { restored?: boolean },
): Promise<number | undefined> {
  await tx`lock table deliveries in share row exclusive mode`
  const [place] = await tx.unsafe<[{ here: string; noted: string | null }]>(placeQuery)
  const moved = place.noted !== null && place.noted !== place.here
  if (place.noted !== place.here)
    await tx.unsafe(`comment on table deliveries is '${place.here.replaceAll("'", '')}'`)
  return moved || more.restored ? holdAll(tx) : undefined
}

async function holdAll(tx: postgres.TransactionSql): Promise<number> {
  await tx`
    update deliveries set state = 'unknown', lease_until = null, ended_at = now(), error = ${error}::text::jsonb
    where state = 'sending'`
  const held = await tx`
    update deliveries set state = 'held', error = ${error}::text::jsonb where state = 'pending'`
  await tx`
    update inbox_events set status = 'set_aside', error = 'It waited in a backup and may have been answered since'
    where status = 'pending'`
  await tx`
    update request_posts set state = 'failed', error = 'It waited in a backup and may have been sent since'
    where state = 'planned' and delivery_id is null and due_at <= now()`
  await tx`update session_calls set status = 'done', done_at = now() where status <> 'done'`
  await tx`update bot_sessions set timer_at = now() + interval '1 day' where timer_at <= now()`
  return held.count
}
