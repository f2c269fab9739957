import { isIP } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAddressRules } from './address-rules.ts'
import { checkUrl } from './check-url.ts'
import { isPublicAddress } from './public-address.ts'

const rules = createAddressRules([], 'crm.example.com:8443', [])

function verdict(input: string): string {
  const result = checkUrl(input, rules)
  return result instanceof URL ? result.href : result.code
}

/** The numbers are those of the hostile address table that the fetcher was designed against. */
const refused: [numbers: string, code: string, inputs: string[]][] = [
  [
    '1-9',
    'BLOCKED_IP',
    [
      '127.0.0.1',
      '127.1',
      '0',
      '0.0.0.0',
      '2130706433',
      '0x7f000001',
      '0x7f.1',
      '017700000001',
      '0177.0.0.1',
    ],
  ],
  ['10-15', 'BLOCKED_IP', ['127.0.0.1.', '127.00.0x1', '0x', '①②⑦.⓪.⓪.①', '127。0。0。1', '%31%32%37.0.0.1']],
  ['16-19', 'INVALID_URL', ['4294967296', '256.1.1.1', '1.2.3.4.5']],
  ['20-23', 'BLOCKED_IP', ['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[0000::1]']],
  ['24-27', 'BLOCKED_IP', ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:a9fe:a9fe]', '[::127.0.0.1]']],
  ['28-30', 'BLOCKED_IP', ['[::ffff:0:127.0.0.1]', '[64:ff9b::7f00:1]', '[64:ff9b:1::7f00:1]']],
  [
    '31-33',
    'BLOCKED_IP',
    ['[2002:7f00:1::]', '[2002:a9fe:a9fe::]', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]'],
  ],
  [
    '34-39',
    'BLOCKED_IP',
    ['[fe80::1]', '[fc00::1]', '[fd00:ec2::254]', '[fec0::1]', '[ff02::1]', '[2001:db8::1]'],
  ],
  ['40-42', 'BLOCKED_IP', ['[100::1]', '[5f00::1]', '[3fff::1]']],
  ['43', 'INVALID_URL', ['[fe80::1%25eth0]']],
  ['44-46', 'BLOCKED_IP', ['10.0.0.1', '172.16.0.1', '192.168.0.1']],
  [
    '47-51',
    'BLOCKED_IP',
    ['169.254.169.254', '169.254.170.2', '2852039166', '0xA9FEA9FE', '100.100.100.200'],
  ],
  ['52-53', 'BLOCKED_IP', ['192.0.0.192', '168.63.129.16']],
  [
    '54-59',
    'BLOCKED_IP',
    ['100.64.0.1', '198.18.0.1', '192.0.2.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
  ],
  [
    '60-64',
    'BLOCKED_HOST',
    [
      'localhost',
      'localhost.',
      'LOCALHOST',
      'foo.localhost',
      'metadata.google.internal',
      'instance-data',
      'xn--a',
    ],
  ],
  [
    '65-68',
    'BLOCKED_HOST',
    ['redis:6379', 'postgres:5432', 'a.internal.', 'nas.local', 'router.lan', 'redis.'],
  ],
  ['71', 'BLOCKED_SELF', ['crm.example.com', 'CRM.example.com.', 'crm.example.com:8443']],
  ['75-76', 'BLOCKED_CREDENTIALS', ['user:pass@127.0.0.1', 'example.com@127.0.0.1', 'user@example.com']],
  ['77-78', 'BLOCKED_IP', ['127.0.0.1#@example.com', '127.0.0.1\\@example.com']],
  ['83-86', 'BLOCKED_PORT', ['example.com:22', 'example.com:25', 'example.com:6379', 'example.com:0']],
  ['87', 'INVALID_URL', ['example.com:65536']],
]

describe('an address by its host', () => {
  const cases = refused.flatMap(([numbers, code, hosts]) => hosts.map((host) => ({ numbers, code, host })))
  test.each(cases)('$numbers http://$host/ is $code', ({ code, host }) => {
    expect(verdict(`http://${host}/`)).toBe(code)
    expect(verdict(`https://${host}/`)).toBe(code)
  })
})

describe('an address by its form', () => {
  test.each([
    ['http:127.0.0.1', 'BLOCKED_IP'],
    ['http:\\\\127.0.0.1', 'BLOCKED_IP'],
    ['http:///127.0.0.1/', 'BLOCKED_IP'],
    ['//127.0.0.1/', 'INVALID_URL'],
    ['http://unix:/var/run/docker.sock:/info', 'BLOCKED_HOST'],
    ['http://', 'INVALID_URL'],
    ['', 'INVALID_URL'],
    ['http://a b/', 'INVALID_URL'],
    [`http://example.com/${'a'.repeat(8192)}`, 'TOO_LONG'],
  ])('%j is %s', (input, code) => {
    expect(verdict(input)).toBe(code)
  })

  test.each(['file:///etc/passwd', 'ftp://example.com/', 'gopher://127.0.0.1:6379/_x', 'dict://127.0.0.1/'])(
    '%s is no web address',
    (input) => expect(verdict(input)).toBe('BLOCKED_SCHEME'),
  )
  test.each([
    'data:text/html,x',
    'javascript:1',
    'blob:http://a.com/1',
    'jar:http://a.com!/',
    'unix:/x',
    'ws://a.com',
  ])('%s is no web address', (input) => expect(verdict(input)).toBe('BLOCKED_SCHEME'))
})

describe('an address that is fine', () => {
  test.each([
    ['http://exa\tmple.com/a', 'http://example.com/a'],
    ['http://exa\nmple.com/a', 'http://example.com/a'],
    ['http://ex%61mple.com', 'http://example.com/'],
    ['http://example.com/\r\nX-Evil: 1', 'http://example.com/X-Evil:%201'],
    ['http://例え.テスト/', 'http://xn--r8jz45g.xn--zckzah/'],
    ['https://аррӏе.com/', 'https://xn--80ak6aa92e.com/'],
    ['  https://auto.ria.com/uk/a?b=1#part ', 'https://auto.ria.com/uk/a?b=1'],
    ['https://example.com:443/', 'https://example.com/'],
    ['http://8.8.8.8:80/', 'http://8.8.8.8/'],
  ])('%j is fetched as %s', (input, href) => {
    expect(verdict(input)).toBe(href)
  })

  test('a host that the operator allowed is fine on any port, its neighbours are not', () => {
    const open = createAddressRules(['127.0.0.1', 'nas.local:8080', '[::1]:81'], undefined, [])
    const code = (input: string) => {
      const result = checkUrl(input, open)
      return result instanceof URL ? 'ok' : result.code
    }
    expect(code('http://127.0.0.1:4501/')).toBe('ok')
    expect(code('http://2130706433:9/')).toBe('ok')
    expect(code('http://127.0.0.2/')).toBe('BLOCKED_IP')
    expect(code('http://nas.local:8080/')).toBe('ok')
    expect(code('http://nas.local/')).toBe('BLOCKED_HOST')
    expect(code('http://[::1]:81/')).toBe('ok')
    expect(code('http://[::1]/')).toBe('BLOCKED_IP')
    expect(code('http://x:y@127.0.0.1/')).toBe('BLOCKED_CREDENTIALS')
  })
})

describe('any text at all', () => {
  const host = fc.oneof(
    fc.ipV4(),
    fc.ipV4Extended(),
    fc.ipV6().map((v6) => `[${v6}]`),
    fc
      .nat({ max: 2 ** 32 })
      .map((n) => fc.sample(fc.constantFrom(`${n}`, `0x${n.toString(16)}`, `0${n.toString(8)}`), 1)[0]),
    fc.string({ unit: 'grapheme' }),
    fc.domain(),
  )
  const address = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc
      .tuple(
        fc.constantFrom('http://', 'https:', 'http:\\\\', '', '//', 'HTTP:/'),
        host,
        fc.string({ unit: 'binary' }),
      )
      .map((parts) => parts.join('')),
  )

  test('never throws, and never lets a literal through that is not public', () => {
    fc.assert(
      fc.property(address, (input) => {
        const result = checkUrl(input, rules)
        if (!(result instanceof URL)) return
        const literal = result.hostname.replace(/^\[|\]$/g, '')
        expect(['http:', 'https:']).toContain(result.protocol)
        expect(result.username + result.password + result.port.replace(/^(80|443)$/, '')).toBe('')
        if (isIP(literal) !== 0) expect(isPublicAddress(literal)).toBe(true)
        else expect(result.hostname).toMatch(/[^.]\.[^.]/)
      }),
      { numRuns: 3000 },
    )
  })

  test('what it lets through means the same when it is read again', () => {
    fc.assert(
      fc.property(address, (input) => {
        const result = checkUrl(input, rules)
        if (result instanceof URL) expect(verdict(result.href)).toBe(result.href)
      }),
      { numRuns: 1000 },
    )
  })
})
