import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { queueBackend } from './queue.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

test('a connection of the queues that ends while it is in hand ends nothing else', async () => {
  const { connection } = queueBackend({ databaseUrl: inject('databaseUrl') }, 'producer')
  if (!('connectionString' in connection)) throw new Error('These queues do not live in Postgres.')
  const pool = new pg.Pool(connection)
  const client = await pool.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const ended = new Promise((resolve) => client.once('end', resolve))
  await pool.query('select pg_terminate_backend($1)', [rows[0]!.pid])
  await ended
  await expect(client.query('select 1')).rejects.toThrow()
  client.release(true)
  await pool.end()
})
