import { randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { withSystemTx } from '../client.ts'
import type { Db } from '../context.ts'
import { makeKeyText } from '../services/api-key/key-text.ts'
import { furnishWorkspace } from '../services/workspace/furnish.ts'

const seedLock = 7_226_844
const owner = { name: 'Власник', email: 'owner@cartie.local' }
const workspace = { name: 'Cartie Auto', slug: 'cartie', accent: '#D4AF37', language: 'uk' }

/** What the seed made. The secrets are shown this once: at rest there are only hashes. */
export type Seeded =
  | { created: true; email: string; password: string; apiKey: string }
  | { created: false; email: string; password?: undefined; apiKey?: undefined }

/**
 * Gives an empty installation its first workspace, owner and API key, and every scenario template, live. Where any
 * workspace exists, nothing is made: what people changed or deleted since stays as they left it. Several processes may call it at once. `keep` gets the secrets before they are committed:
 * a process killed in between leaves a login that is kept but not valid, never a valid one that nobody knows.
 */
export async function seed(
  db: Db,
  keep: (made: Extract<Seeded, { created: true }>) => void = () => undefined,
): Promise<Seeded> {
  const password = randomBytes(12).toString('base64url')
  const hash = await hashPassword(password)
  const key = makeKeyText()
  return withSystemTx<Seeded>(db, async ({ sql }) => {
    await sql`select pg_advisory_xact_lock(${seedLock})`
    const [known] = await sql`select 1 from workspaces limit 1`
    if (known) return { created: false, email: owner.email }
    const [w] = await sql<[{ id: string }]>`
      insert into workspaces (name, slug, accent, language)
      values (${workspace.name}, ${workspace.slug}, ${workspace.accent}, ${workspace.language}) returning id`
    const [u] = await sql<[{ id: string }]>`
      insert into users (name, email, email_verified, is_operator)
      values (${owner.name}, ${owner.email}, true, true) returning id`
    await sql`
      insert into accounts (user_id, account_id, provider_id, password)
      values (${u.id}, ${u.id}, 'credential', ${hash})`
    await sql`insert into members (workspace_id, user_id, role) values (${w.id}, ${u.id}, 'OWNER')`
    await sql`
      insert into api_keys (workspace_id, name, prefix, hash, role, created_by)
      values (${w.id}, 'credentials.json', ${key.prefix}, ${key.hash}, 'ADMIN', ${u.id})`
    await furnishWorkspace({ db, workspaceId: w.id, requestId: 'seed' }, sql)
    const made = { created: true as const, email: owner.email, password, apiKey: key.key }
    keep(made)
    return made
  })
}
