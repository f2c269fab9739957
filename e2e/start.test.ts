import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '@cartie/db/embedded/free-port'
import { commandOf, isAlive } from '@cartie/db/embedded/process-identity'

const root = fileURLToPath(new URL('..', import.meta.url))
const dataDir = mkdtempSync(join(tmpdir(), 'cartie-start-'))
const programs = ['dashboard', 'api', 'workers'] as const
let port: number
let running: Started

interface Started {
  supervisor: ChildProcess
  said: string[]
  /** Resolves when a line with that text was printed; rejects when the process ends without it. */
  hears: (text: string) => Promise<void>
  ended: Promise<number | null>
}

function start(env: Record<string, string> = {}): Started {
  const supervisor = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), DRAIN_MS: '5000', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    createInterface({ input: stream }).on('line', (line) => said.push(line))
  }
  const ended = once(supervisor, 'close').then(([code]) => code as number | null)
  const hears = async (text: string) => {
    while (!said.some((line) => line.includes(text))) {
      if (supervisor.exitCode !== null || supervisor.signalCode !== null) throw new Error(said.join('\n'))
      await delay(20)
    }
  }
  return { supervisor, said, hears, ended }
}

async function startReady(): Promise<Started> {
  const started = start()
  await started.hears('Cartie is ready')
  return started
}

const credentials = () =>
  JSON.parse(readFileSync(join(dataDir, 'credentials.json'), 'utf8')) as Record<
    'url' | 'email' | 'password' | 'apiKey',
    string
  >

const workspace = () =>
  fetch(`${credentials().url}/api/v1/workspace`, {
    headers: { authorization: `Bearer ${credentials().apiKey}` },
  })

async function serves(): Promise<void> {
  while (
    !(await workspace().then(
      (reply) => reply.ok,
      () => false,
    ))
  )
    await delay(50)
}

/** The pid of one of the supervisor's programs, by its path or by the title that it gave itself. */
function pidOf(program: string): number {
  const mine = running.supervisor.pid
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      if (parent === mine && commandOf(Number(name)).includes(program)) return Number(name)
    } catch {
      // It ended while we looked.
    }
  }
  throw new Error(`${program} does not run`)
}
const postgresPid = () =>
  Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

function holdsLock(started: Started): boolean {
  try {
    return readFileSync(join(dataDir, 'cartie.lock'), 'utf8').includes(`"pid":${started.supervisor.pid},`)
  } catch {
    return false
  }
}

async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await delay(20)
}

describe.runIf(process.platform === 'linux')('npm start', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    port = await freePort(3400)
    running = await startReady()
  }, 120_000)
  afterAll(async () => {
    running.supervisor.kill('SIGTERM')
    await running.ended
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('gives an address, a workspace and a login that only its owner can read', async () => {
    expect(credentials().url).toBe(`http://127.0.0.1:${port}`)
    expect(statSync(join(dataDir, 'credentials.json')).mode & 0o777).toBe(0o600)
    const reply = await workspace()
    expect(reply.status).toBe(200)
    expect(await reply.json()).toMatchObject({ name: 'Cartie Auto', slug: 'cartie' })
    const page = await fetch(credentials().url, { headers: { accept: 'text/html' } })
    expect(page.status).toBe(200)
  })

  test('a second one on the same data is told which process has it, and harms nothing', async () => {
    const second = start({ PORT: String(await freePort(port + 10)) })
    expect(await second.ended).toBe(1)
    expect(second.said.join('\n')).toContain(`process ${running.supervisor.pid}`)
    expect((await workspace()).status).toBe(200)
  })

  test('a busy port is named with its process and the cure, before anything is started', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'cartie-start-'))
    const second = start({ DATA_DIR: elsewhere })
    expect(await second.ended).toBe(1)
    expect(second.said.join('\n')).toContain(`Port ${port} is taken by process ${pidOf(programs[0])}`)
    expect(second.said.join('\n')).toContain('npm start')
    expect(readdirSync(elsewhere).filter((name) => name !== 'logs')).toEqual([])
    rmSync(elsewhere, { recursive: true })
  })

  test.each(programs)('%s comes back when it is killed', async (program) => {
    const pid = pidOf(program)
    process.kill(pid, 'SIGKILL')
    await running.hears(`${program} ended (SIGKILL)`)
    await running.hears(`${program} is back.`)
    expect(pidOf(program)).not.toBe(pid)
    await serves()
  })

  test('Postgres comes back when it is killed, and the programs find it again', async () => {
    const pid = postgresPid()
    process.kill(pid, 'SIGKILL')
    await running.hears('Postgres is back.')
    await serves()
    expect(postgresPid()).not.toBe(pid)
  })

  test('killed itself, it leaves no program behind, and the next start goes on with the same data', async () => {
    const before = credentials()
    const pids = programs.map(pidOf)
    const postgres = postgresPid()
    running.supervisor.kill('SIGKILL')
    await Promise.all(pids.map(gone))
    expect(isAlive(postgres)).toBe(true)
    running = await startReady()
    expect(running.said.join('\n')).toContain(`process ${postgres}`)
    expect(credentials()).toEqual(before)
    expect((await workspace()).status).toBe(200)
  })

  test('told to stop while Postgres does not answer, it ends in time and leaves nothing', async () => {
    const pids = [...programs.map(pidOf), postgresPid()]
    process.kill(postgresPid(), 'SIGSTOP')
    const asked = Date.now()
    running.supervisor.kill('SIGTERM')
    expect(await running.ended).toBe(0)
    expect(Date.now() - asked).toBeLessThan(5_000 + 2_000)
    expect(pids.filter(isAlive)).toEqual([])
  })

  test('told to stop while it starts, it ends at once, and the next start works', async () => {
    const broken = start()
    while (!holdsLock(broken)) await delay(5)
    broken.supervisor.kill('SIGTERM')
    await broken.ended
    running = await startReady()
    expect((await workspace()).status).toBe(200)
  })
})
