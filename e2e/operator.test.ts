import { execFile } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appUrl } from '@cartie/db/app-url'
import { startEmbedded, type Embedded } from '@cartie/db/embedded'
import { ownSecret, writeCredentials } from '../scripts/credentials.ts'
import { prepareDatabase } from '../scripts/prepare-database.ts'

// What an operator does with an installation of the embedded database, by the commands themselves.

const root = fileURLToPath(new URL('..', import.meta.url))
const base = mkdtempSync(join(tmpdir(), 'cartie-operator-'))
const home = join(base, 'home')
const file = join(base, 'cartie.backup')
let server: Embedded | undefined
const settings = { fsync: 'off' }

/** Brings the database of a directory up, as a start does. */
async function open(dataDir: string, secret = ownSecret(dataDir)): Promise<string> {
  server = await startEmbedded({ dataDir, log: () => undefined, settings })
  await prepareDatabase({
    adminUrl: server.url,
    secret,
    keep: (made) => writeCredentials(dataDir, { url: 'http://127.0.0.1:1', ...made }),
    restored: false,
    note: () => undefined,
  })
  return server.url
}
const close = async () => {
  await server?.stop()
  server = undefined
}

beforeAll(async () => {
  chmodSync(base, 0o755)
  await open(home)
})
afterAll(async () => {
  await close()
  rmSync(base, { recursive: true, force: true })
})

interface Ended {
  code: number
  said: string
}
const run = (script: string, args: string[], dataDir: string, more = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '24900', RATES_URL: 'off', ...more }
    execFile(process.execPath, [join(root, script), ...args], { cwd: root, env }, (error, out, said) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, said: out + said }),
    )
  })
const cartie = (dataDir: string, ...args: string[]) => run('scripts/cartie.ts', args, dataDir)
const secretOf = (dataDir: string) => readFileSync(join(dataDir, 'secret'), 'utf8').trim()

const countOf = async (url: string): Promise<number> => {
  const sql = postgres(url, { max: 1 })
  const [row] = await sql<[{ n: number }]>`select count(*)::int as n from workspaces`
  await sql.end()
  return row.n
}

test('who may run it is changed while Cartie runs; where no database is nothing is made, and an address that nobody has is told', async () => {
  const { email } = JSON.parse(readFileSync(join(home, 'credentials.json'), 'utf8')) as { email: string }
  expect(await cartie(home, 'operator', email)).toEqual({
    code: 0,
    said: `${email} runs this installation\n`,
  })
  const stranger = await cartie(home, 'operator', 'nobody@dealer.example')
  expect(stranger).toEqual({ code: 1, said: 'Nobody signs in with nobody@dealer.example.\n' })
  const nowhere = join(base, 'nowhere')
  const said = 'The database does not run. Start Cartie with: npm start\n'
  expect(await cartie(nowhere, 'operator', email)).toEqual({ code: 3, said })
  expect(existsSync(nowhere)).toBe(false)
})

test('a server that is not there and a setting that is wrong are told in one line each', async () => {
  const gone = await cartie(home, 'release')
  expect(gone.code).toBe(3)
  expect(gone.said).toMatch(
    /^Cartie does not answer at http:\/\/127\.0\.0\.1:1\. Start it with: npm start\n$/,
  )
  const wrong = await run('scripts/cartie.ts', ['backup', 'x'], home, { PORT: 'many' })
  expect(wrong.code).toBe(1)
  expect(wrong.said).toMatch(/^These settings are wrong:\n {2}PORT: [^\n]*\n$/)
})

test('a backup is taken while Cartie runs, says what is not within it, and never replaces another', async () => {
  const taken = await cartie(home, 'backup', file)
  expect(taken).toMatchObject({ code: 0 })
  expect(taken.said).toContain('The secret that opens tokens in it is not within')
  expect(await cartie(home, 'backup', file)).toMatchObject({ code: 1 })
  expect(await cartie(join(base, 'nobody'), 'backup', `${file}.2`)).toMatchObject({ code: 1 })
  expect((await cartie(home, 'backup')).code).toBe(2)
})

test('a link that confirms an address is printed for who has one here, and for nobody else', async () => {
  const sql = postgres(server!.url, { max: 1 })
  await sql`update users set email_verified = false`
  await sql.end()
  const made = await cartie(home, 'confirm', 'OWNER@cartie.local')
  expect(made.said).toMatch(/\/p\/email\/[\w-]{32}\n/)
  expect(made.code).toBe(0)
  expect(await cartie(home, 'confirm', 'nobody@cartie.local')).toMatchObject({ code: 1 })
  expect((await cartie(home, 'confirm')).code).toBe(2)
})

test('a table of words is taken for every workspace; lines that say too little are named', async () => {
  const words = join(base, 'words.csv')
  writeFileSync(words, 'kind,make,name,word\nmake,,BMW,Вафелька\nmodel,,Prado,Прадік\n')
  const taken = await cartie(home, 'dictionary', 'import', words)
  expect(taken.said).toContain('line 3: A model belongs to a make')
  expect(taken.said).toContain('1 new, 0 changed, 1 refused')
  expect(taken.code).toBe(1)
  writeFileSync(words, 'kind,make,name,word\ncolour,,red,rot\n')
  expect(await cartie(home, 'dictionary', 'import', words)).toMatchObject({ code: 2 })
  expect((await cartie(home, 'dictionary', 'import')).code).toBe(2)
  const sql = postgres(server!.url, { max: 1 })
  expect(await sql`select name, workspace_id from dictionary_words`).toEqual([
    { name: 'BMW', workspace_id: null },
  ])
  await sql.end()
})

test('the secret changes while Cartie is stopped, and not while it runs', async () => {
  const before = secretOf(home)
  const login = postgres(appUrl(server!.url, before), { max: 1 })
  await login`select 1`
  const refused = await cartie(home, 'rotate-key')
  expect(refused).toMatchObject({ code: 1 })
  expect(refused.said).toContain('Stop every process')
  expect(secretOf(home)).toBe(before)
  await login.end()
  await close()
  expect(await cartie(home, 'rotate-key')).toMatchObject({ code: 0 })
  expect(secretOf(home)).not.toBe(before)
  expect(existsSync(join(home, 'secret.new'))).toBe(false)
  expect(await countOf(await open(home))).toBe(1)
  await close()
  writeFileSync(join(base, 'secret-of-then'), before)
})

test('a backup goes into a new directory with the secret of then; without it, or damaged, nothing is made', async () => {
  const there = join(base, 'there')
  const without = await cartie(there, 'restore', file)
  expect(without).toMatchObject({ code: 1 })
  const damaged = join(base, 'damaged')
  writeFileSync(damaged, readFileSync(file).subarray(0, 5000))
  expect((await cartie(there, 'restore', damaged)).said).toContain('is no whole backup')
  expect(existsSync(there)).toBe(false)
  mkdirSync(there)
  copyFileSync(join(base, 'secret-of-then'), join(there, 'secret'))
  const restored = await cartie(there, 'restore', file)
  expect(restored.said).toContain('is held (0)')
  expect(restored.code).toBe(0)
  expect(await countOf(await open(there))).toBe(1)
  await close()
})

test('a start without its secret, or with another one, is refused, and what is there stays (K04)', async () => {
  const kept = secretOf(home)
  rmSync(join(home, 'secret'))
  const lost = await run('scripts/start.ts', [], home)
  expect(lost).toMatchObject({ code: 1 })
  expect(lost.said).toContain('secret is missing')
  expect(existsSync(join(home, 'secret'))).toBe(false)
  writeFileSync(join(home, 'secret'), 'w'.repeat(43))
  const wrong = await run('scripts/start.ts', [], home)
  expect(wrong).toMatchObject({ code: 1 })
  expect(wrong.said).toContain('CARTIE_SECRET is not the one')
  writeFileSync(join(home, 'secret'), kept)
  expect(await countOf(await open(home))).toBe(1)
  await close()
})
