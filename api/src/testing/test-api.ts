import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { withSystemTx } from '@cartie/db/client'
import type { Context, Db } from '@cartie/db/context'
import { seed } from '@cartie/db/seed/seed'
import { makeKeyText } from '@cartie/db/services/api-key/key-text'
import { testDatabase } from '@cartie/db/testing/test-database'
import { readConfig } from '@cartie/shared/config'
import type { Role } from '@cartie/shared/domain/roles'
import { createApp } from '../app.ts'
import { openParts } from '../open-parts.ts'
import { createApiServer } from '../server.ts'

export interface Ask {
  method?: string
  key?: string
  cookie?: string
  body?: unknown
  headers?: Record<string, string>
}

/** The API over real HTTP on a port of its own, with a database, the seeded workspace and a second one. */
export interface TestApi {
  url: string
  publicUrl: string
  /** What encrypts at rest. */
  secret: string
  db: Db
  workspaceId: string
  otherWorkspaceId: string
  /** The seeded owner. */
  email: string
  password: string
  /** Lines of the log so far. */
  log: () => string
  ask: (path: string, ask?: Ask) => Promise<Response>
  /** A new key of a role, in the seeded workspace or another. */
  keyOf: (role: Role, workspaceId?: string) => Promise<string>
  /** Signs the owner in and returns the cookie. */
  signIn: () => Promise<string>
  contextOf: (role: Role, workspaceId?: string) => Context
  close: () => Promise<void>
}

/** Starts an API for the tests of one file; `close` it in `afterAll`. */
export async function testApi(env: Record<string, string> = {}): Promise<TestApi> {
  const database = await testDatabase()
  const publicUrl = env.PUBLIC_URL ?? 'http://127.0.0.1:3999'
  const config = readConfig({
    PUBLIC_URL: publicUrl,
    CARTIE_SECRET: database.secret,
    DATABASE_URL: database.adminUrl,
    RATE_LIMIT: '100000',
    ...env,
  })
  const lines: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  const parts = openParts(config, log)
  const { db } = parts
  const { app, close } = createApp({ ...parts, strictReplies: true })
  const server = createApiServer(app.callback()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const seeded = await seed(db)
  if (!seeded.created) throw new Error('the test database was not empty')
  const [first, second] = await withSystemTx(db, async ({ sql }) => {
    const [own] = await sql<[{ id: string }]>`select id from workspaces`
    const [other] = await sql<[{ id: string }]>`
      insert into workspaces (name, slug, created_at) values ('Other', 'other', now() + interval '1 second') returning id`
    return [own.id, other.id]
  })

  const ask = (path: string, { method = 'GET', key, cookie, body, headers = {} }: Ask = {}) =>
    fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(cookie ? { cookie } : {}),
        ...(cookie && method !== 'GET' ? { origin: publicUrl } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })

  return {
    url,
    publicUrl,
    secret: database.secret,
    db,
    workspaceId: first,
    otherWorkspaceId: second,
    email: seeded.email,
    password: seeded.password,
    log: () => lines.join(''),
    ask,
    async keyOf(role, workspaceId = first) {
      const made = makeKeyText()
      await withSystemTx(
        db,
        ({ sql }) => sql`
          insert into api_keys (workspace_id, name, prefix, hash, role)
          values (${workspaceId}, ${role}, ${made.prefix}, ${made.hash}, ${role})`,
      )
      return made.key
    },
    async signIn() {
      const reply = await ask('/api/auth/sign-in/email', {
        method: 'POST',
        body: { email: seeded.email, password: seeded.password },
        headers: { origin: publicUrl },
      })
      if (!reply.ok) throw new Error(`sign-in failed: ${await reply.text()}`)
      return reply.headers
        .getSetCookie()
        .map((c) => c.split(';')[0])
        .join('; ')
    },
    contextOf: (role, workspaceId = first) => ({
      db,
      workspaceId,
      actor: { kind: 'user', id: randomUUID(), role },
      requestId: 'test',
    }),
    async close() {
      close()
      server.closeAllConnections()
      server.close()
      await parts.close()
      await database.drop()
    },
  }
}

/** Waits until something holds, asking every 25 ms; throws after `ms`. */
export async function until<T>(ask: () => T | Promise<T>, ms = 15_000): Promise<NonNullable<T>> {
  const end = Date.now() + ms
  for (;;) {
    const value = await ask()
    if (value) return value
    if (Date.now() > end) throw new Error('it did not come to hold')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
