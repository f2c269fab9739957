import { mkdtempSync, rmSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isPortFree } from '@cartie/db/embedded/free-port'
import { root } from '../root.ts'
import { outcomeOf, type SecurityCheck } from './check.ts'

const pages = ['/', '/login', '/p/request/nobody', '/p/proposal/nobody', '/nowhere']
const data = ['/api/v1/me', '/api/v1/nowhere', '/api/docs', '/api/auth/get-session', '/healthz', '/metrics']
/** Bull Board and the API's pages draw themselves; nobody gets there without a sign-in. */
const rest = ['/admin/queues']

/** Directives of a policy by their name. */
const directivesOf = (policy: string): Map<string, string> =>
  new Map(
    policy.split(';').map((part) => {
      const [name = '', ...words] = part.trim().split(/\s+/)
      return [name, words.join(' ')]
    }),
  )

/** What an answer's headers leave open. `secure`: it came over https. */
export function judgeHeaders(headers: Headers, secure: boolean): string[] {
  const found: string[] = []
  const policy = directivesOf(headers.get('content-security-policy') ?? '')
  if (!policy.size || !policy.has('default-src')) found.push('no Content-Security-Policy')
  const scripts = policy.get('script-src') ?? policy.get('default-src') ?? ''
  const noncesOnly = scripts.includes("'nonce-")
  if (/'unsafe-eval'|\*|https?:|data:/.test(scripts) || (scripts.includes("'unsafe-inline'") && !noncesOnly))
    found.push(`scripts may run from: ${scripts}`)
  if (policy.get('frame-ancestors') !== "'none'") found.push('it may be framed')
  if (policy.has('default-src') && policy.get('base-uri') !== "'none'") found.push('its base may be moved')
  if (headers.get('x-content-type-options') !== 'nosniff') found.push('its type may be guessed')
  if (!/^(?:same-origin|no-referrer|strict-origin)/.test(headers.get('referrer-policy') ?? ''))
    found.push('it tells other sites where people come from')
  for (const name of ['x-powered-by', 'server', 'access-control-allow-origin'])
    if (headers.has(name)) found.push(`${name}: ${headers.get(name)}`)
  for (const cookie of headers.getSetCookie()) {
    const session = /session|device/i.test(cookie.split('=')[0] ?? '')
    if (!/samesite=(?:lax|strict)/i.test(cookie) || (session && !/httponly/i.test(cookie)))
      found.push(`a cookie without its flags: ${cookie.split('=')[0]}`)
    if (secure && !/;\s*secure/i.test(cookie)) found.push(`a cookie for any line: ${cookie.split('=')[0]}`)
  }
  return found
}

/** What the pages and the API of a running installation leave open. Rejects where nobody answers. */
export async function judgeInstallation(url: string): Promise<string[]> {
  const found: string[] = []
  for (const path of [...pages, ...data, ...rest]) {
    const reply = await fetch(url + path, { redirect: 'manual', signal: AbortSignal.timeout(10_000) })
    await reply.body?.cancel()
    if (reply.status >= 500) found.push(`${path}: answered ${reply.status}`)
    found.push(...judgeHeaders(reply.headers, url.startsWith('https:')).map((line) => `${path}: ${line}`))
  }
  return found
}

/** Headers and policies of an installation that is started for this, or of a running one at `url`. */
export const headersOf = (url?: string): SecurityCheck => ({
  name: 'headers',
  run: async () => outcomeOf(url ? await judgeInstallation(url) : await withInstallation(judgeInstallation)),
})

async function withInstallation<T>(act: (url: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'cartie-security-'))
  let port = 4100
  while (!(await isPortFree(port, '127.0.0.1')) || !(await isPortFree(port + 1, '127.0.0.1'))) port += 2
  const child = spawn(process.execPath, [join(root, 'scripts/start.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), RATES_URL: 'off', WORKERS: '1' },
  })
  const ended = once(child, 'close')
  try {
    await ready(child)
    return await act(`http://127.0.0.1:${port}`)
  } finally {
    child.kill('SIGTERM')
    await ended
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function ready(child: ReturnType<typeof spawn>): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('Cartie is ready')) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('close', () => reject(new Error(`Cartie did not start:\n${said.slice(-1000)}`)))
  })
}
