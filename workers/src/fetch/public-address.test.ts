import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPublicAddress } from './public-address.ts'

const inner = [
  ['127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255'],
  ['172.16.0.1', '172.31.255.255', '192.168.0.1', '100.64.0.1', '100.127.255.255', '100.100.100.200'],
  ['169.254.169.254', '169.254.170.2', '192.0.0.192', '192.0.0.8', '168.63.129.16', '198.18.0.1'],
  ['198.19.255.255', '192.0.2.1', '198.51.100.7', '203.0.113.9', '192.88.99.1', '224.0.0.1'],
  ['239.255.255.255', '240.0.0.1', '255.255.255.255', '::', '::1', '0:0:0:0:0:0:0:1', '0000::1'],
  ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', '::ffff:8.8.8.8', '::127.0.0.1', '::7f00:1'],
  ['::8.8.8.8', '::ffff:0:127.0.0.1', '::ffff:0:808:808', '64:ff9b::7f00:1', '64:ff9b::808:808'],
  ['64:ff9b:1::7f00:1', '2002:7f00:1::', '2002:a9fe:a9fe::', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  ['2001:10::1', '2001:20::1', '2001:db8::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254'],
  ['fec0::1', 'ff02::1', '100::1', '5f00::1', '3fff::1', '4000::1', '2620:4f:8000::1', '1::1'],
].flat()

const outer = [
  '8.8.8.8',
  '1.1.1.1',
  '93.184.216.34',
  '172.32.0.1',
  '168.63.129.17',
  '100.128.0.1',
  '11.0.0.1',
]
const outer6 = ['2606:4700:4700::1111', '2a00:1450:4001:830::200e', '2001:4860:4860::8888', '2001:200::1']

describe('isPublicAddress', () => {
  test.each(inner)('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  test.each([...outer, ...outer6])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each(['', 'localhost', '1.2.3', '127.1', '0x7f.1', '[::1]', '999.1.1.1', 'fe80::1%'])(
    '%j, no canonical literal, is not public',
    (text) => {
      expect(isPublicAddress(text)).toBe(false)
    },
  )

  test('no address that embeds an inner IPv4 address in its low bits is public below 2000::/3', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.constantFrom('::', '::ffff:', '::ffff:0:', '64:ff9b::'), (v4, prefix) => {
        expect(isPublicAddress(`${prefix}${v4}`)).toBe(false)
      }),
    )
  })
})
