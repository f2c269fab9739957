import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startEmbedded, type Embedded, type EmbeddedOptions } from './embedded.ts'
import { freePort } from './embedded/free-port.ts'
import { isAlive } from './embedded/process-identity.ts'

let dataDir: string
const children: ChildProcess[] = []
const servers: Embedded[] = []

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'cartie-embedded-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  // Whatever a test left: the next start finds it, and stops it.
  const last = servers.splice(0).at(-1) ?? (await start().catch(() => null))
  await last?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const server = await startEmbedded({ dataDir, log: () => undefined, ...options })
  servers.push(server)
  return server
}

/** The same in a process of its own, which a test may kill. */
async function startElsewhere(): Promise<{ child: ChildProcess; pid: number; url: string }> {
  const program = `
    import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)}
    const { pid, url } = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: () => undefined })
    console.log(JSON.stringify({ pid, url }))
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, ...(JSON.parse(line) as { pid: number; url: string }) }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await delay(10)
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    return await sql.unsafe(text)
  } finally {
    await sql.end()
  }
}

describe('the embedded Postgres', () => {
  test('keeps what was written through a stop and a start, durably', async () => {
    const first = await start()
    await query(first.url, 'create table kept as select 42 as n')
    await first.stop()
    const second = await start()
    expect(second.adopted).toBe(false)
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 42 }])
    const [safety] = await query(
      second.url,
      `select current_setting('fsync') f, current_setting('synchronous_commit') s`,
    )
    expect(safety).toEqual({ f: 'on', s: 'on' })
  })

  test('lets in only who knows the password, which only its owner can read', async () => {
    const { url } = await start()
    const wrong = new URL(url)
    wrong.password = 'guess'
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600)
  })

  test('a server that outlived its killed parent is adopted, not doubled', async () => {
    const before = await startElsewhere()
    await query(before.url, 'create table kept as select 1 as n')
    await kill(before.child)
    expect(isAlive(before.pid)).toBe(true)
    const after = await start()
    expect(after).toMatchObject({ adopted: true, pid: before.pid, url: before.url })
    expect(await query(after.url, 'select n from kept')).toEqual([{ n: 1 }])
    await after.stop()
    expect(isAlive(before.pid)).toBe(false)
  })

  test('a server killed along with its parent recovers', async () => {
    const before = await startElsewhere()
    await query(before.url, 'create table kept as select 1 as n')
    await kill(before.child)
    process.kill(before.pid, 'SIGKILL')
    const after = await start()
    expect(after.adopted).toBe(false)
    expect(await query(after.url, 'select n from kept')).toEqual([{ n: 1 }])
  })

  test('a pid that now belongs to another program is neither adopted nor harmed', async () => {
    const before = await startElsewhere()
    await kill(before.child)
    process.kill(before.pid, 'SIGKILL')
    await gone(before.pid)
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    children.push(bystander)
    const file = join(dataDir, 'postgres', 'postmaster.pid')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(bystander.pid)))
    const after = await start()
    await after.stop()
    expect(after.adopted).toBe(false)
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull()
  })

  test('two processes never work on the same data: the second is told who does', async () => {
    const first = await startElsewhere()
    await expect(start()).rejects.toThrow(`process ${first.child.pid}`)
    expect(await query(first.url, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('takes the next port when its own is taken', async () => {
    const port = await freePort(15_432)
    const squatter = createServer().listen(port, '127.0.0.1')
    await once(squatter, 'listening')
    try {
      expect((await start()).port).not.toBe(port)
    } finally {
      squatter.close()
    }
  })

  test('a start that fails says what the server said', async () => {
    await expect(start({ settings: { work_mem: 'plenty' } })).rejects.toThrow(/invalid value.*work_mem/)
  })

  test('a start that is broken off leaves nothing running, and the next one works', async () => {
    const broken = new AbortController()
    const starting = start({ signal: broken.signal })
    broken.abort()
    await expect(starting).rejects.toThrow()
    expect((await start()).adopted).toBe(false)
  })

  test('tells when the server ends by itself, and not when it was stopped', async () => {
    const first = await start()
    const ended = new Promise<void>((resolve) => first.onExit(resolve))
    process.kill(first.pid, 'SIGKILL')
    await ended
    const second = await start()
    let told = false
    second.onExit(() => (told = true))
    await second.stop()
    await delay(0)
    expect(told).toBe(false)
  })
})
