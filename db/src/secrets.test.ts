import { describe, expect, test } from 'vitest'
import { createSecrets, keyIdIn, keyIdOf } from './secrets.ts'

const secrets = createSecrets('a'.repeat(32))
const place = { table: 'bot_configs', workspaceId: 'w', rowId: 'r', field: 'token' }
const text = '123456:Ключ-AAbb'

describe('secrets at rest', () => {
  test('open where they were kept, and look different each time', () => {
    const [one, two] = [secrets.encrypt(place, text), secrets.encrypt(place, text)]
    expect(one).not.toBe(two)
    expect(one).not.toContain('123456')
    expect([secrets.decrypt(place, one), secrets.decrypt(place, two)]).toEqual([text, text])
    expect(secrets.decrypt(place, secrets.encrypt(place, ''))).toBe('')
  })

  test('stay shut when a single bit was changed, or a piece is missing', () => {
    const sealed = secrets.encrypt(place, text)
    const head = sealed.slice(0, 'v2.01234567.'.length)
    const bytes = Buffer.from(sealed.slice(head.length), 'base64url')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      expect(() => secrets.decrypt(place, head + changed.toString('base64url')), `byte ${at}`).toThrow(
        'does not open',
      )
    }
    for (const cut of ['', 'v1.', head, sealed.slice(0, 20), sealed.slice(0, -6), sealed.slice(3)]) {
      expect(() => secrets.decrypt(place, cut), cut).toThrow('does not open')
    }
  })

  test.each([
    ['table', { table: 'integrations' }],
    ['workspace', { workspaceId: 'x' }],
    ['row', { rowId: 's' }],
    ['field', { field: 'secret' }],
  ])('stay shut in another %s', (_, other) => {
    const sealed = secrets.encrypt(place, text)
    expect(() => secrets.decrypt({ ...place, ...other }, sealed)).toThrow('does not open')
  })

  test('stay shut under another CARTIE_SECRET, and no failure tells what lies there', () => {
    const sealed = secrets.encrypt(place, text)
    expect(() => createSecrets('b'.repeat(32)).decrypt(place, sealed)).toThrow(
      /bot_configs r does not open. Is CARTIE_SECRET/,
    )
  })
})

describe('the name of the key', () => {
  test('stands in what is kept, differs for another CARTIE_SECRET, and is no part of it', () => {
    expect(keyIdIn(secrets.encrypt(place, text))).toBe(secrets.keyId)
    expect(secrets.keyId).toMatch(/^[0-9a-f]{8}$/)
    expect(keyIdOf('b'.repeat(32))).not.toBe(secrets.keyId)
  })

  test('was not there once, and what was kept then opens still', () => {
    const old = secrets.encrypt(place, text).replace(/^v2\.\w+\./, 'v1.')
    expect(keyIdIn(old)).toBeUndefined()
    expect(secrets.decrypt(place, old)).toBe(text)
  })
})

describe('derived secrets', () => {
  test('follow from their parts and from CARTIE_SECRET, and are fit for a header', () => {
    const one = secrets.derive('webhook', 'bot', 'token')
    expect(one).toMatch(/^[\w-]{43}$/)
    expect(secrets.derive('webhook', 'bot', 'token')).toBe(one)
    const others = [
      secrets.derive('webhook', 'bot', 'token2'),
      secrets.derive('webhook', 'bottoken'),
      createSecrets('b'.repeat(32)).derive('webhook', 'bot', 'token'),
    ]
    expect(new Set([one, ...others]).size).toBe(4)
  })
})
