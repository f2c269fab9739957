import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A program of ours that is to run until it is stopped. */
export interface ProcessSpec {
  name: string
  /** Arguments of node: the script first. */
  args: readonly string[]
  cwd: string
  env: NodeJS.ProcessEnv
}

export interface Supervised {
  name: string
  /** Settles at the first `{ ready: true }`; rejects when the program ends too often before that. */
  ready: Promise<void>
  pid: () => number | undefined
  /** Asks it to end, without starting it again; resolves when it has ended. */
  stop: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

export interface SuperviseOptions {
  /** What the supervisor has to say. */
  note: (line: string) => void
  /** Each line that the program prints; `isError` if to its error output. */
  output: (name: string, line: string, isError: boolean) => void
  firstPauseMs?: number
  maxPauseMs?: number
}

/** Ends before the first readiness that count as a failed start. */
const triesToStart = 4
/** After running this long an end counts as the first one again. */
const calmMs = 30_000

/**
 * Starts a program and starts it again whenever it ends, after a pause that doubles (250 ms to 10 s).
 * It runs in a session of its own, so that Ctrl-C reaches the supervisor alone, and is tied to it by IPC:
 * it ends itself when the supervisor is gone.
 */
export function supervise(spec: ProcessSpec, options: SuperviseOptions): Supervised {
  const { firstPauseMs = 250, maxPauseMs = 10_000, note, output } = options
  let child: ChildProcess | undefined
  let timer: NodeJS.Timeout | undefined
  let stopping = false
  let wasReady = false
  let pauseMs = firstPauseMs
  let failures = 0
  let lastLines: string[] = []
  const ready = Promise.withResolvers<void>()
  // Whoever waits for readiness sees the rejection; nobody has to.
  ready.promise.catch(() => undefined)
  const ended = Promise.withResolvers<void>()

  const start = () => {
    const startedAt = Date.now()
    lastLines = []
    child = spawn(process.execPath, [...spec.args], {
      cwd: spec.cwd,
      env: spec.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const { stdout, stderr } = child
    for (const stream of [stdout, stderr]) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        lastLines = [...lastLines, line].slice(-15)
        output(spec.name, line, stream === stderr)
      })
    }
    child.on('message', (message) => {
      if (typeof message !== 'object' || !('ready' in message)) return
      if (wasReady) note(`${spec.name} is back.`)
      wasReady = true
      ready.resolve()
    })
    child.on('error', (error) => lastLines.push(error.message))
    child.once('close', (code, signal) => {
      child = undefined
      if (stopping) return ended.resolve()
      if (Date.now() - startedAt > calmMs) {
        pauseMs = firstPauseMs
        failures = 0
      }
      failures++
      if (!wasReady && failures >= triesToStart) {
        stopping = true
        ended.resolve()
        ready.reject(new Error(`${spec.name} does not start. Its last words:\n${lastLines.join('\n')}`))
        return
      }
      note(`${spec.name} ended (${signal ?? `code ${code}`}); starting it again in ${pauseMs} ms.`)
      timer = setTimeout(start, pauseMs)
      pauseMs = Math.min(pauseMs * 2, maxPauseMs)
    })
  }
  start()

  return {
    name: spec.name,
    ready: ready.promise,
    pid: () => child?.pid,
    stop(signal) {
      stopping = true
      clearTimeout(timer)
      if (child) child.kill(signal)
      else ended.resolve()
      return ended.promise
    },
  }
}
