import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import recheck from 'recheck'
import ts from 'typescript'
import { z } from 'zod'
import { root } from '../root.ts'
import { outcomeOf, outputOf, type SecurityCheck } from './check.ts'
import { boundOf } from './input-bounds.ts'

/** A text that makes a pattern work hardest: the pumps, each repeated, and an end on which it fails. */
const Attack = z.object({
  pumps: z.array(z.object({ prefix: z.string(), pump: z.string() })),
  suffix: z.string(),
})
export type Attack = z.infer<typeof Attack>
/**
 * By a pattern's hash: null where its time grows in step with the text, else what makes it grow faster, and how many
 * characters of that were once measured to be no burden.
 */
const Ledger = z.record(z.string(), Attack.extend({ measuredChars: z.int() }).nullable())
type Ledger = z.infer<typeof Ledger>

export interface Pattern {
  file: string
  line: number
  source: string
  flags: string
}

/** So long one pattern may take on the longest text that it meets. */
const patienceMs = 400
const ledgerFile = join(root, 'scripts/security/checked-patterns.json')

/** Every pattern that is written in a TypeScript or Svelte file. */
export function patternsIn(file: string, text: string): Pattern[] {
  const script = file.endsWith('.svelte') ? scriptsOf(text) : text
  const source = ts.createSourceFile(file, script, ts.ScriptTarget.Latest, true)
  const found: Pattern[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
      found.push({ file, line, source: node.text.slice(1, end), flags: node.text.slice(end + 1) })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** The scripts of a component, each on its own lines; the rest is empty. */
function scriptsOf(component: string): string {
  let out = ''
  for (let at = 0; ;) {
    const open = component.indexOf('<script', at)
    const from = open < 0 ? -1 : component.indexOf('>', open) + 1
    const to = from < 1 ? -1 : component.indexOf('</script>', from)
    out += component.slice(at, to < 0 ? undefined : from).replace(/[^\n]/g, ' ')
    if (to < 0) return out
    out += component.slice(from, to)
    at = to
  }
}

const hashOf = ({ source, flags }: Pattern) =>
  createHash('sha256').update(`/${source}/${flags}`).digest('hex').slice(0, 16)

/** What makes a pattern slow; null: nothing does. Throws where a short text is enough, or where 20 s don't tell. */
export async function analyse(pattern: Pattern): Promise<Attack | null> {
  const verdict = await recheck.check(pattern.source, pattern.flags, { timeout: 20_000 })
  if (verdict.status === 'safe') return null
  if (verdict.status === 'unknown') throw new Error(`it could not be analysed (${verdict.error.kind})`)
  if (verdict.complexity?.type === 'exponential') throw new Error('a short text makes it work for ever')
  return Attack.parse(verdict.attack)
}

/** Milliseconds that a pattern takes on an attack of `chars` characters; it gives up where that gets too long. */
export function slowestMs({ source, flags }: Pattern, attack: Attack, chars: number): number {
  const pattern = new RegExp(source, flags)
  for (let length = Math.min(64, chars); ; length = Math.min(length * 2, chars)) {
    const text = textOf(attack, length)
    pattern.lastIndex = 0
    // Of the processor, for a crowded machine makes no pattern slower.
    const started = process.cpuUsage()
    pattern.test(text)
    const ms = process.cpuUsage(started).user / 1000
    if (ms > patienceMs || length >= chars) return length < chars ? Infinity : ms
  }
}

function textOf({ pumps, suffix }: Attack, chars: number): string {
  const fixed = pumps.reduce((sum, { prefix }) => sum + prefix.length, suffix.length)
  const once = pumps.reduce((sum, { pump }) => sum + pump.length, 0)
  const times = Math.max(1, Math.floor((chars - fixed) / Math.max(1, once)))
  return pumps.map(({ prefix, pump }) => prefix + pump.repeat(times)).join('') + suffix
}

/**
 * No text makes a pattern work for long: each is shown to take time in step with its text, or to meet only texts that
 * are short enough, which is measured. What was found out once is kept in `checked-patterns.json` (`--keep`).
 */
export const patterns: SecurityCheck = {
  name: 'patterns',
  run: async () => {
    const folders = ['shared', 'db', 'api', 'workers', 'dashboard', 'scripts']
    const listed = await outputOf('git', ['ls-files', '-co', '--exclude-standard', ...folders])
    const files = listed.split('\n').filter((file) => /\.(?:ts|svelte)$/.test(file) && !isForTests(file))
    if (!files.length)
      return { state: 'not run', said: ['this is no git checkout, so its files are not known'] }
    const all = files.flatMap((file) => patternsIn(file, readFileSync(join(root, file), 'utf8')))
    const ledger = Ledger.parse(JSON.parse(readFileSync(ledgerFile, 'utf8')))
    const found: string[] = []
    for (const pattern of all) {
      const why = await judgePattern(pattern, ledger).catch((error: unknown) => String(error))
      if (why) found.push(`${pattern.file}:${pattern.line} ${why}: /${pattern.source.slice(0, 80)}/`)
    }
    if (process.argv.includes('--keep')) keep(ledger, all)
    return outcomeOf(found)
  },
}

const isForTests = (file: string) => /\.test\.ts$|\/testing\/|\/fixtures\//.test(file)

/** What is wrong with a pattern, or null. What is found out is entered in the ledger. */
export async function judgePattern(pattern: Pattern, ledger: Ledger): Promise<string | null> {
  const hash = hashOf(pattern)
  const known = ledger[hash]
  // Null says that it was analysed and is well.
  const attack = known === undefined ? await analyse(pattern) : known
  if (!attack) {
    ledger[hash] = null
    return null
  }
  const bound = boundOf(pattern.file)
  if (!bound) return 'some text makes it work for long, and no bound of its texts is stated'
  // Measured once, where it was written: a slow or crowded machine finds no fault that isn't there.
  if (known && known.measuredChars >= bound.chars) return null
  const ms = slowestMs(pattern, attack, bound.chars)
  if (ms > patienceMs) return `takes longer than ${patienceMs} ms on a text of ${bound.chars} characters`
  ledger[hash] = { ...attack, measuredChars: bound.chars }
  return null
}

/** Writes down what is known of the patterns that are there. */
function keep(ledger: Ledger, all: readonly Pattern[]): void {
  const hashes = [...new Set(all.map(hashOf))].sort()
  const known = hashes.flatMap((hash) => (hash in ledger ? [[hash, ledger[hash]] as const] : []))
  const lines = known.map(([hash, attack]) => `  "${hash}": ${JSON.stringify(attack)}`)
  writeFileSync(ledgerFile, `{\n${lines.join(',\n')}\n}\n`)
}
