import { randomUUID } from 'node:crypto'
import type { Role } from '@cartie/shared/domain/roles'
import { makeKeyText } from '@cartie/db/services/api-key/key-text'
import { ask, must } from './fault.ts'
import type { World } from './world.ts'

/** A second workspace in a world. Returns its id. */
export async function addWorkspace(world: World, slug: string): Promise<string> {
  const id = randomUUID()
  await world.sql`insert into workspaces (id, name, slug) values (${id}, ${slug}, ${slug})`
  return id
}

/** A new key of a role in a workspace. */
export async function keyOf(world: World, workspaceId: string, role: Role): Promise<string> {
  const made = makeKeyText()
  await world.sql`
    insert into api_keys (workspace_id, name, prefix, hash, role)
    values (${workspaceId}, ${role}, ${made.prefix}, ${made.hash}, ${role})`
  return made.key
}

/** Signs the first workspace's owner in and returns the cookie. */
export async function signIn(world: World): Promise<string> {
  const reply = await ask(world, '/api/auth/sign-in/email', {
    method: 'POST',
    key: null,
    body: { email: world.email, password: world.password },
    headers: { origin: world.publicUrl },
  })
  must(reply.status === 200, `sign-in: ${reply.status} ${reply.text}`)
  return reply.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
}

/** A stream of events as a key hears it, from now on. */
export async function stream(world: World, key: string): Promise<{ text: () => string; close: () => void }> {
  const stop = new AbortController()
  const reply = await fetch(`${world.apiUrl}/api/v1/events`, {
    headers: { authorization: `Bearer ${key}` },
    signal: stop.signal,
  })
  must(reply.ok, `the stream: ${reply.status}`)
  let heard = ''
  const read = async () => {
    for await (const chunk of reply.body!.pipeThrough(new TextDecoderStream())) heard += chunk
  }
  void read().catch(() => undefined)
  return { text: () => heard, close: () => stop.abort() }
}

/** A fingerprint for each table of every row that belongs to a workspace, but for when keys were last used. */
export async function stateOf(world: World): Promise<string[]> {
  const tables = await world.sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'workspace_id' and table_name not in ('api_keys')`
  const parts = []
  for (const { name } of tables) {
    const [row] = await world.sql<[{ hash: string }]>`
      select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash from ${world.sql(name)} t`
    parts.push(`${name} ${row.hash}`)
  }
  return parts
}
