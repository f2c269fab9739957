import { EventEmitter, once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { stopInOrder } from './stop-in-order.ts'
import { supervise, type Supervised } from './supervise.ts'

const dir = mkdtempSync(join(tmpdir(), 'cartie-supervise-'))
const running: Supervised[] = []
afterEach(() => Promise.all(running.splice(0).map((program) => program.stop('SIGKILL'))))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const ready =
  'process.send({ ready: true }); setInterval(() => {}, 1000); process.on("disconnect", () => process.exit(0));'

function run(name: string, program: string) {
  const script = join(dir, `${name}.mjs`)
  writeFileSync(script, program)
  const heard = new EventEmitter()
  const lines: string[] = []
  const hear = (line: string) => {
    lines.push(line)
    heard.emit('line', line)
  }
  const child = supervise(
    { name, args: [script], cwd: dir, env: process.env },
    { note: hear, output: (_, line) => hear(line), firstPauseMs: 5, maxPauseMs: 20 },
  )
  running.push(child)
  const said = async (text: string) => {
    while (!lines.some((line) => line.includes(text))) await once(heard, 'line')
  }
  return { child, lines, said }
}

describe('a supervised program', () => {
  test('is started again when it is killed, and that is said', async () => {
    const { child, said } = run('crashes', ready)
    await child.ready
    const first = child.pid()!
    process.kill(first, 'SIGKILL')
    await said('crashes ended (SIGKILL); starting it again')
    await said('crashes is back.')
    expect(child.pid()).not.toBe(first)
  })

  test('that never becomes ready fails the start with its own last words', async () => {
    const { child } = run('refuses', 'console.error("the setting is wrong"); process.exit(3)')
    await expect(child.ready).rejects.toThrow(/refuses does not start[^]*the setting is wrong/)
  })

  test('does not come back once it was told to stop, not even in the pause before a restart', async () => {
    const { child, lines, said } = run('stops', `${ready} setTimeout(() => process.exit(1), 20)`)
    await child.ready
    await said('stops ended')
    await child.stop('SIGTERM')
    const count = lines.length
    await delay(60)
    expect(lines.length).toBe(count)
  })

  test('has its lines passed on with its name', async () => {
    const { said } = run('talks', `console.log('first line'); ${ready}`)
    await said('first line')
  })
})

describe('stopping in order', () => {
  const drains = (ms: number) =>
    `process.on('SIGTERM', () => { console.log('asked'); setTimeout(() => process.exit(0), ${ms}) }); ${ready}`

  test('asks each only when the one before has ended', async () => {
    const order: string[] = []
    const programs = ['door', 'desk', 'bench'].map((name) => {
      const { child } = run(name, drains(30))
      const stop: Supervised['stop'] = async (signal) => {
        order.push(`${name} asked`)
        await child.stop(signal)
        order.push(`${name} ended`)
      }
      return { ...child, stop }
    })
    await Promise.all(programs.map((program) => program.ready))
    await stopInOrder(programs, 5_000)
    expect(order).toEqual(['door', 'desk', 'bench'].flatMap((name) => [`${name} asked`, `${name} ended`]))
  })

  test('ends what hangs when the time is over', async () => {
    const programs = ['deaf', 'mute'].map((name) => run(name, drains(600_000)).child)
    await Promise.all(programs.map((program) => program.ready))
    const start = Date.now()
    await stopInOrder(programs, 300)
    expect(Date.now() - start).toBeLessThan(1_500)
    expect(programs.map((program) => program.pid())).toEqual([undefined, undefined])
  })
})
