import { describe, expect, test } from 'vitest'
import { bucketOf, createAddressReader } from './client-address.ts'

const read = createAddressReader(['127.0.0.1/32', '::1/128', '10.0.0.0/8'])

describe('the caller’s address', () => {
  test.each([
    ['a direct caller is its own address, whatever it claims', '203.0.113.9', '1.1.1.1', '203.0.113.9'],
    ['a trusted proxy names the caller', '127.0.0.1', '203.0.113.9', '203.0.113.9'],
    [
      'a claim left of the first untrusted hop is ignored',
      '127.0.0.1',
      '6.6.6.6, 203.0.113.9, 10.1.1.1',
      '203.0.113.9',
    ],
    ['IPv4 in IPv6 clothes is trusted like IPv4', '::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['rubbish in the header names nobody', '127.0.0.1', 'evil, ;;, 999.1.1.1', '127.0.0.1'],
    ['no header means the peer', '::1', undefined, '::1'],
  ])('%s', (_, peer, header, ip) => {
    expect(read(peer, header).ip).toBe(ip)
  })

  test('the hop is what the nearest proxy saw, so rotating claims don’t move it', () => {
    expect(read('127.0.0.1', '1.2.3.4, 127.0.0.1').hop).toBe('127.0.0.1')
    expect(read('127.0.0.1', '4.3.2.1, 127.0.0.1').hop).toBe('127.0.0.1')
  })

  test('a wrong range is refused at start-up', () => {
    expect(() => createAddressReader(['10.0.0.0/99'])).toThrow('TRUSTED_PROXIES')
    expect(() => createAddressReader(['proxy.local'])).toThrow('TRUSTED_PROXIES')
  })
})

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('tries of %s are counted for %s', (ip, bucket) => {
  expect(bucketOf(ip)).toBe(bucket)
})
