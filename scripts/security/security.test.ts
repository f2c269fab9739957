import { describe, expect, test } from 'vitest'
import { judgeAudit } from './advisories.ts'
import { judgeHeaders } from './headers.ts'
import { judgeLockfile, Lockfile } from './lockfile.ts'
import { analyse, judgePattern, patternsIn, slowestMs } from './patterns.ts'
import { missingIn } from './sbom.ts'
import { findSecrets } from './secrets.ts'

// Each check with a planted fault, and without it.

describe('advisories', () => {
  const report = (severity: string) =>
    JSON.stringify({ auditReportVersion: 2, vulnerabilities: { left: { severity, range: '<2' } } })

  test('fail from "high" on, and name the package', () => {
    expect(judgeAudit(report('critical'))).toEqual({ state: 'failed', said: ['left <2: critical'] })
    expect(judgeAudit(report('high')).state).toBe('failed')
    expect(judgeAudit(report('moderate'))).toEqual({ state: 'ok', said: [] })
  })

  test.each([
    [{ message: '405 Method Not Allowed', statusCode: 405 }, 'not run'],
    [{ message: 'request failed', error: { code: 'ENOTFOUND' } }, 'not run'],
    [{ message: '401 Unauthorized', statusCode: 401 }, 'failed'],
    ['nonsense', 'failed'],
  ])('say that they did not run only where the registry has none: %j', (answer, state) => {
    expect(judgeAudit(typeof answer === 'string' ? answer : JSON.stringify(answer)).state).toBe(state)
  })
})

describe('secrets', () => {
  // Put together here, or this file would be found itself.
  const random = ['kX9q', 'ZrT2', 'mW7v', 'Lp4s', 'Hd8f', 'Bn3c', 'Yj6g', 'Qe1a', 'Uw5'].join('')
  test.each([
    ['a Telegram bot token', ['7412345678', `AA${random.slice(0, 33)}`].join(':')],
    ['a private key', ['-----BEGIN RSA PRIVATE', `KEY-----\n${random}`].join(' ')],
    ['an AWS key', ['AKIA', 'IOSFODNN7EXAMPLQ'].join('')],
    ['a GitHub token', ['ghp', `${random}x`.slice(0, 36)].join('_')],
    ['a Slack token', ['xoxb', '123456789012'].join('-')],
    ['a value that looks random', ['const apiKey = "', random, '"'].join('')],
  ])('of the kind "%s" are found', (kind, text) => {
    expect(findSecrets(`first line\n${text}\nlast line`).map((found) => found.kind)).toContain(kind)
  })

  test('are no words, no numbers and no values of our own tests', () => {
    const token = ['123456', 'AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr'].join(':')
    expect(
      findSecrets(`const token = '${token}'; password: "correct horse battery staple"; at 10:30:00`),
    ).toEqual([])
  })
})

describe('the lockfile', () => {
  const lock = (entry: object, own = {}) =>
    Lockfile.parse({ packages: { '': own, 'node_modules/left': { integrity: 'sha512-x', ...entry } } })

  test.each([
    ['another registry', lock({ resolved: 'https://evil.example/left.tgz' })],
    ['no checksum', lock({ integrity: undefined })],
    ['an old checksum', lock({ integrity: 'sha1-x' })],
    ['an install script that nobody allowed', lock({ hasInstallScript: true })],
    ['a repository', lock({}, { dependencies: { left: 'git+https://github.com/a/b' } })],
    ['a short name of a repository', lock({}, { devDependencies: { left: 'somebody/left' } })],
  ])('fails for %s', (_, planted) => {
    expect(judgeLockfile(planted, {})).toHaveLength(1)
  })

  test('is well where all comes from the registry, whole, and runs what was allowed', () => {
    const good = lock({
      resolved: 'https://registry.npmjs.org/left/-/left-1.0.0.tgz',
      hasInstallScript: true,
    })
    expect(judgeLockfile(good, { left: false })).toEqual([])
  })
})

test('the bill of materials fails where a package is missing, or where it is no bill', () => {
  const lock = Lockfile.parse({
    packages: { 'node_modules/left': { version: '1.0.0' }, 'node_modules/@a/b': { version: '2.0.0' } },
  })
  const left = { purl: 'pkg:npm/left@1.0.0', name: 'left', version: '1.0.0' }
  const other = { purl: 'pkg:npm/%40a/b@2.0.0', name: 'b', version: '2.0.0' }
  expect(missingIn({ bomFormat: 'CycloneDX', components: [left, other] }, lock)).toEqual([])
  expect(missingIn({ bomFormat: 'CycloneDX', components: [left] }, lock)).toEqual([
    'pkg:npm/@a/b@2.0.0 is not listed',
  ])
  expect(missingIn(undefined, lock)).toHaveLength(1)
})

describe('patterns', () => {
  test('are found wherever they stand, and nothing else is', () => {
    const code = 'const a = /x+/gi // /no/\nconst b = 4 / 2 / 1\nconst c = "/no/"\nf(/[/]y/)'
    expect(patternsIn('a.ts', code).map((p) => `${p.line} /${p.source}/${p.flags}`)).toEqual([
      '1 /x+/gi',
      '4 /[/]y/',
    ])
    const component = '<p>/no/</p>\n<script lang="ts">\n  const a = /z/\n</script>\n<b>4 / 2 / x</b>'
    expect(patternsIn('a.svelte', component)).toMatchObject([{ line: 3, source: 'z' }])
  })

  test('that some text makes work for long are told from those that none does', async () => {
    const at = { file: 'a.ts', line: 1, flags: '' }
    expect(await analyse({ ...at, source: '^[a-z]+$' })).toBeNull()
    await expect(analyse({ ...at, source: '^(a+)+$' })).rejects.toThrow('for ever')
    // Quadratic, and harmless on what is short.
    const trailing = { ...at, source: '\\s+$' }
    const spaces = await analyse(trailing)
    expect(slowestMs(trailing, spaces!, 100)).toBeLessThan(400)
    expect(slowestMs(trailing, spaces!, 1_000_000)).toBe(Infinity)
  })

  test('are measured once, and again only where their texts may be longer by now', async () => {
    // Quadratic on spaces; 1,000,000 of them take seconds.
    const pattern = { file: 'workers/src/parser/extractors/meta.ts', line: 1, source: '\\s+$', flags: '' }
    const ledger: Parameters<typeof judgePattern>[1] = {}
    expect(await judgePattern(pattern, ledger)).toMatch('takes longer')
    const short = { ...pattern, file: 'workers/src/parser/finish-car.ts' }
    expect(await judgePattern(short, ledger)).toBeNull()
    const [hash] = Object.keys(ledger)
    expect(ledger[hash!]?.measuredChars).toBe(300)
    expect(await judgePattern(pattern, ledger)).toMatch('takes longer')
    // A machine on which it was measured once is believed.
    ledger[hash!]!.measuredChars = 1_000_000
    expect(await judgePattern(pattern, ledger)).toBeNull()
  })
})

describe('headers', () => {
  const good = {
    'content-security-policy':
      "default-src 'self'; script-src 'self' 'nonce-x'; base-uri 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
  }
  test('that leave nothing open pass', () => {
    expect(judgeHeaders(new Headers(good), true)).toEqual([])
    expect(judgeHeaders(new Headers({ ...good, 'set-cookie': 'a=1; SameSite=Lax; Secure' }), true)).toEqual(
      [],
    )
  })

  const csp = (from: string, to: string) => ({
    'content-security-policy': good['content-security-policy'].replace(from, to),
  })
  test.each<[string, Record<string, string>]>([
    ['no policy', { 'content-security-policy': '' }],
    ['scripts from anywhere', csp("'self' 'nonce-x'", '*')],
    ['inline scripts', csp("'self' 'nonce-x'", "'self' 'unsafe-inline'")],
    ['eval', csp("'nonce-x'", "'unsafe-eval'")],
    ['frames', csp("frame-ancestors 'none'", '')],
    ['guessed types', { 'x-content-type-options': '' }],
    ['told origins', { 'referrer-policy': 'unsafe-url' }],
    ['the name of a server', { server: 'koa' }],
    ['any other origin', { 'access-control-allow-origin': '*' }],
    ['a session that scripts read', { 'set-cookie': 'session=1; SameSite=Lax; Secure' }],
    ['a cookie for any line', { 'set-cookie': 'a=1; SameSite=Lax' }],
  ])('fail for %s', (_, more) => {
    expect(judgeHeaders(new Headers({ ...good, ...more }), true)).not.toEqual([])
  })
})
