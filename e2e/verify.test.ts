import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { integrationTypes } from '@cartie/shared/integrations/registry'
import { startCartie, type Cartie } from './browser/cartie.ts'
import { freePorts } from './browser/free-ports.ts'
import { startPlayground } from './telegram/control/start-playground.ts'

// `npx cartie verify` against a whole installation: what it says of one that is well, of one that is not, and what stays.

interface Told {
  failed: number
  flows: { name: string; state: 'ok' | 'instead' | 'skipped' | 'failed'; note?: string }[]
}

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'cartie-verify-'))
const credentials = join(folder, 'credentials.json')
let cartie: Cartie
let services: string
let telegram: Awaited<ReturnType<typeof startPlayground>>['server']
beforeAll(async () => {
  telegram = (await startPlayground({ port: 0, limits: false })).server
  services = `http://127.0.0.1:${await freePorts()}`
  cartie = await startCartie({
    TELEGRAM_API_URL: telegram.url,
    SENDPULSE_URL: services,
    GRAPH_API_URL: services,
    GOOGLE_SHEETS_URL: services,
    GOOGLE_TOKEN_URL: `${services}/token`,
  })
  const { url, email, password, apiKey } = cartie
  writeFileSync(credentials, JSON.stringify({ url, email, password, apiKey }))
}, 240_000)
afterAll(async () => {
  await cartie.close()
  await telegram.close()
  rmSync(folder, { recursive: true })
})

function run(...options: string[]) {
  const words = ['scripts/cartie.ts', 'verify', '--credentials', credentials, ...options]
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = text(child.stdout)
  const ended = once(child, 'exit').then(async ([code]) => ({ code: code as number, said: await said }))
  return { child, ended }
}
const names = () =>
  cartie.sql<{ name: string }[]>`select name from workspaces`.then((all) => all.map((w) => w.name))
const isClean = () => expect.poll(names, { timeout: 30_000 }).toEqual(['Cartie Auto'])

test('an installation that is well passes every flow, and nothing of them stays, nor of a run that was killed', async () => {
  await cartie.sql`
    with w as (
      insert into workspaces (name, slug) values ('Cartie verify 2026-01-01T00:00:00.000Z', 'left') returning id)
    insert into members (workspace_id, user_id, role) select w.id, u.id, 'OWNER' from w, users u`
  const before = await cartie.sql`select (select count(*) from car_listings), (select count(*) from leads)`
  const { code, said } = await run('--json', '--telegram', telegram.url, '--services', services).ended
  const { flows } = JSON.parse(said) as Told
  expect(flows.filter((flow) => flow.state === 'failed' || flow.state === 'skipped')).toEqual([])
  expect(flows.filter((flow) => flow.name.startsWith('integration ')).map((flow) => flow.state)).toEqual(
    integrationTypes.map(() => 'ok'),
  )
  expect(code).toBe(0)
  expect(flows.filter((flow) => flow.state === 'ok').length).toBeGreaterThanOrEqual(20)
  expect(flows.find((flow) => flow.name.includes('is made'))?.note).toContain('1')
  await isClean()
  expect(await cartie.sql`select (select count(*) from car_listings), (select count(*) from leads)`).toEqual(
    before,
  )
  // Nobody but the accounts of the owner and of who joined, which the next run takes again.
  expect((await cartie.sql`select from users`).length).toBe(2)
}, 120_000)

test('where nobody stands in for the services, what can be played of them is, and the table says what', async () => {
  const { code, said } = await run('--json', '--telegram', telegram.url).ended
  expect(code).toBe(0)
  const { flows } = JSON.parse(said) as Told
  const told = flows.filter((flow) => flow.state === 'instead' && flow.name.startsWith('integration '))
  expect(told.map(({ name, note }) => [name.split(' ')[1], note])).toEqual([
    ['WHATSAPP', 'made, heard, its test failed as it should (CONNECT), paused, deleted'],
    ...['GOOGLE_SHEETS', 'SENDPULSE', 'META'].map((type) => [
      type,
      'made, its test failed as it should (CONNECT), paused, deleted',
    ]),
  ])
}, 120_000)

test('a run that is interrupted deletes its workspace', async () => {
  const { child, ended } = run()
  await once(child.stdout, 'data')
  await expect.poll(async () => (await names()).length).toBe(2)
  child.kill('SIGINT')
  expect((await ended).code).toBe(1)
  await isClean()
}, 60_000)

test('without its workers the flows that need them fail, the others do not, and the workspace is closed', async () => {
  await cartie.stop('workers')
  const { code, said } = await run('--json', '--within', '1').ended
  expect(code).toBe(1)
  const { flows } = JSON.parse(said) as Told
  const stateOf = (words: string) => flows.find((flow) => flow.name.includes(words))?.state
  expect(stateOf('a post is read')).toBe('failed')
  expect(stateOf('public form')).toBe('failed')
  expect(stateOf('integration WEBHOOK')).toBe('failed')
  expect(stateOf('inventory by hand')).toBe('ok')
  expect(stateOf('lead from a bot')).toBe('skipped')
  expect(stateOf('workspace is deleted')).toBe('ok')
  const open = await cartie.sql`select from workspaces where deleted_at is null`
  expect(open.length).toBe(1)
}, 60_000)
