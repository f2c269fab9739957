import { spawn } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.ts'
import { allowedSecrets } from './allowed-secrets.ts'
import { outcomeOf, outputOf, type SecurityCheck } from './check.ts'

const shapes: readonly [name: string, pattern: RegExp][] = [
  ['a Telegram bot token', /(?<!\d)\d{8,10}:[\w-]{35}(?![\w-])/g],
  ['a private key', /-----BEGIN (?:[A-Z]{1,20} ){0,3}PRIVATE KEY-----\s*[\w+/=]{20}/g],
  ['an AWS key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60})/g],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10}/g],
  ['a Google key', /\bAIza[\w-]{35}\b/g],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/g],
  ['a live Stripe key', /\b[rs]k_live_[A-Za-z0-9]{24}/g],
]
const assigned =
  /(?:secret|token|passwor?d|api[_-]?key|credential)\w{0,20}["']?\s{0,3}[:=]\s{0,3}["'`]([\w+/=.:-]{20,200})["'`]/gi

/** Bits that a character of the text carries; words and paths have about 3.5, chance has over 4. */
function entropyOf(text: string): number {
  const counts = [...Map.groupBy(text, (c) => c).values()].map((all) => all.length / text.length)
  return -counts.reduce((sum, p) => sum + p * Math.log2(p), 0)
}
const looksRandom = (text: string) => entropyOf(text) > 4 && /\d/.test(text) && /[A-Za-z]/.test(text)

/** What looks like a secret in a text and is none of those we wrote ourselves. */
export function findSecrets(text: string): { kind: string; value: string }[] {
  const found = shapes.flatMap(([kind, pattern]) =>
    [...text.matchAll(pattern)].map(([value]) => ({ kind, value })),
  )
  for (const [, value = ''] of text.matchAll(assigned))
    if (looksRandom(value)) found.push({ kind: 'a value that looks random', value })
  return found.filter(({ value }) => !allowedSecrets.some((allowed) => allowed.is.test(value)))
}

const skipped = /(?:^|\/)package-lock\.json$|\.(?:png|jpe?g|webp|gif|ico|woff2?|gz|pdf)$/
/** Never the value: a log must not tell what it found. */
const tell = (where: string, text: string): string[] =>
  skipped.test(where) || text.slice(0, 8000).includes('\0')
    ? []
    : findSecrets(text).map(({ kind, value }) => `${where}: ${kind} (${value.slice(0, 4)}…)`)

/** Every file that git has, or would take. */
export const secretsInTree: SecurityCheck = {
  name: 'secrets',
  run: async () => {
    const listed = await outputOf('git', ['ls-files', '-z', '-co', '--exclude-standard']).catch(() => '')
    if (!listed) return { state: 'not run', said: ['this is no git checkout, so its files are not known'] }
    const files = listed.split('\0').filter((file) => file && isFile(join(root, file)))
    return outcomeOf(files.flatMap((file) => tell(file, readFileSync(join(root, file), 'utf8'))))
  },
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

/** Every version of every file that led to this commit: what was deleted is still there to be read. */
export const secretsInHistory: SecurityCheck = {
  name: 'history',
  run: async () => {
    const shallow = (await outputOf('git', ['rev-parse', '--is-shallow-repository']).catch(() => '')).trim()
    if (shallow !== 'false') {
      const why = shallow === 'true' ? 'a shallow clone holds no history' : 'there is no git history here'
      return { state: 'not run', said: [`${why}; the files as they are now were searched`] }
    }
    const objects = (await outputOf('git', ['rev-list', '--objects', 'HEAD'])).split('\n')
    const paths = new Map(objects.map((line) => [line.slice(0, 40), line.slice(41)]))
    const found: string[] = []
    for await (const [id, text] of blobs([...paths.keys()].filter((id) => paths.get(id))))
      found.push(...tell(`${paths.get(id)} (${id.slice(0, 10)})`, text))
    return outcomeOf([...new Set(found)])
  },
}

/** The objects that are files, one after the other, by one git process. */
async function* blobs(ids: readonly string[]): AsyncGenerator<[id: string, text: string]> {
  const git = spawn('git', ['cat-file', '--batch'], { cwd: root, stdio: ['pipe', 'pipe', 'ignore'] })
  git.stdin.end(ids.join('\n') + '\n')
  let rest = Buffer.alloc(0)
  for await (const chunk of git.stdout) {
    rest = Buffer.concat([rest, chunk as Buffer])
    for (let line = rest.indexOf(10); line > 0; line = rest.indexOf(10)) {
      const [id = '', kind, size] = rest.toString('latin1', 0, line).split(' ')
      const end = line + 1 + Number(size)
      if (kind !== 'missing' && rest.length <= end) break
      if (kind === 'blob') yield [id, rest.toString('utf8', line + 1, end)]
      rest = rest.subarray(kind === 'missing' ? line + 1 : end + 1)
    }
  }
}
