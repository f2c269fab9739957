import { stripVTControlCharacters, styleText } from 'node:util'
import { ApiError } from '@cartie/shared/client'
import { Skipped } from './flow.ts'

type State = 'ok' | 'instead' | 'skipped' | 'failed'

/** What became of one flow. */
export interface Played {
  name: string
  state: State
  ms: number
  /** Why it failed or was skipped, or what was played instead. */
  note?: string
  cure?: string
}

const marks = {
  ok: ['green', '✓ ok     '],
  instead: ['cyan', '≈ instead'],
  skipped: ['yellow', '– skipped'],
  failed: ['red', '✗ FAILED '],
} as const

/** Plays flows one after the other and tells of each as it ends: a line for people, or all as JSON at the end. */
export function createReport(json: boolean) {
  const all: Played[] = []
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    process.stdout.isTTY ? styleText(style, text) : stripVTControlCharacters(text)

  const tell = ({ name, state, ms, note, cure }: Played) => {
    const [colour, mark] = marks[state]
    console.log(`${paint(colour, mark)} ${paint('dim', `${(ms / 1000).toFixed(1)} s`.padStart(7))}  ${name}`)
    if (note) console.log(`${' '.repeat(19)}${paint(state === 'failed' ? 'red' : 'dim', note)}`)
    if (state === 'failed' && cure) console.log(`${' '.repeat(19)}→ ${cure}`)
  }

  return {
    /** Runs one; returns what it gave, or undefined where it failed. */
    async play<T>(
      { name, cure }: { name: string; cure: string },
      run: () => Promise<T>,
      noteOf: (value: T) => { note?: string | undefined; state?: State } = () => ({}),
    ): Promise<T | undefined> {
      const started = performance.now()
      const ended = (state: State, note?: string): Played => {
        const ms = Math.round(performance.now() - started)
        const one = { name, state, ms, ...(note ? { note } : {}), ...(state === 'failed' ? { cure } : {}) }
        all.push(one)
        if (!json) tell(one)
        return one
      }
      try {
        const value = await run()
        const { note, state = 'ok' } = noteOf(value)
        ended(state, note)
        return value
      } catch (error) {
        ended(error instanceof Skipped ? 'skipped' : 'failed', words(error))
        return undefined
      }
    },
    /** Says how it went; returns the exit code. */
    end(about: { url: string; workspace: string | undefined }): number {
      const count = (state: State) => all.filter((one) => one.state === state).length
      const failed = count('failed')
      if (json) console.log(JSON.stringify({ ...about, failed, flows: all }, null, 2))
      else {
        const rest = [
          [count('instead'), 'played otherwise'],
          [count('skipped'), 'skipped'],
        ].filter(([n]) => n)
        const more = rest.map(([n, what]) => `, ${n} ${what}`).join('')
        const sum = failed ? `${failed} of ${all.length} flows failed` : `${count('ok')} flows are well`
        console.log(`\n${paint(failed ? 'red' : 'green', sum)}${more}`)
      }
      return failed ? 1 : 0
    },
  }
}

function words(error: unknown): string {
  if (error instanceof ApiError) {
    const { status, code, errors, requestId } = error.problem
    const fields = errors.filter((one) => one.pointer).map((one) => `${one.pointer} ${one.message}`)
    const more = fields.length ? ` (${fields.join('; ')})` : ''
    return `${error.message}${more} [${status} ${code} ${requestId}]`
  }
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
