import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const maxBytes = 20_000_000
const warn = 40
const LogLine = z.looseObject({
  level: z.number(),
  msg: z.string().default(''),
  err: z.looseObject({ message: z.string() }).optional(),
})

export interface StartLog {
  /** What the supervisor itself has to say. */
  note: (line: string) => void
  /** A line that a program printed. */
  output: (name: string, line: string, isError: boolean) => void
}

/**
 * Where the lines of all programs go. On a terminal: everything into `file`, and warnings, errors and what a
 * crash prints also on the screen. Elsewhere (a service, a container): every line to the output, as it is.
 */
export function createStartLog(file: string, terminal: boolean): StartLog {
  let size = 0
  if (terminal) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  }
  const keep = (line: string) => {
    if (!terminal) return
    if (size > maxBytes) {
      renameSync(file, `${file}.1`)
      size = 0
    }
    appendFileSync(file, `${line}\n`, { mode: 0o600 })
    size += line.length + 1
  }
  return {
    note(line) {
      const stamped = `${clock()} cartie  ${line}`
      keep(stamped)
      console.log(stamped)
    },
    output(name, line, isError) {
      keep(line.startsWith('{') ? line : `[${name}] ${line}`)
      if (!terminal) return console.log(line.startsWith('{') ? line : `[${name}] ${line}`)
      const shown = worthShowing(line, isError)
      if (shown !== null) console.log(`${clock()} ${name}  ${shown}`)
    },
  }
}

/** The text for the screen, or null for what only the file keeps. */
function worthShowing(line: string, isError: boolean): string | null {
  if (!line.startsWith('{')) return isError && line.trim() ? line : null
  let parsed
  try {
    parsed = LogLine.safeParse(JSON.parse(line))
  } catch {
    return line
  }
  if (!parsed.success) return line
  const { level, msg, err } = parsed.data
  if (level < warn) return null
  return [level > warn ? 'error' : 'warning', msg, err?.message].filter(Boolean).join(': ')
}

const clock = () => new Date().toTimeString().slice(0, 8)
