import { generateKeyPairSync, sign } from 'node:crypto'

/** A key and certificate in PEM; the certificate is its own authority. */
export interface TestCertificate {
  key: string
  cert: string
}

const ecdsaWithSha256 = der(0x30, Buffer.from('06082a8648ce3d040302', 'hex'))

/** Makes a certificate for these DNS names, valid for 2020–2049, so that no private key lies in the repository. */
export function makeSelfSigned(...names: string[]): TestCertificate {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const commonName = der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from('cartie test')))
  const name = der(0x30, der(0x31, commonName))
  const validity = der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('490101000000Z')))
  const alternatives = der(0x30, ...names.map((host) => der(0x82, Buffer.from(host))))
  const isAuthority = der(0x30, Buffer.from('0101ff', 'hex'))
  const extensions = der(
    0x30,
    der(0x30, Buffer.from('0603551d11', 'hex'), der(0x04, alternatives)),
    der(0x30, Buffer.from('0603551d130101ff', 'hex'), der(0x04, isAuthority)),
  )
  const body = der(
    0x30,
    der(0xa0, Buffer.from('020102', 'hex')),
    Buffer.from('02010b', 'hex'),
    ecdsaWithSha256,
    name,
    validity,
    name,
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  )
  const signature = der(0x03, Buffer.concat([Buffer.of(0), sign('sha256', body, pair.privateKey)]))
  const text = der(0x30, body, ecdsaWithSha256, signature).toString('base64')
  return {
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${text.replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`,
  }
}

/** One ASN.1 value in DER: tag, length, contents. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const body = Buffer.concat(contents)
  const size = body.length
  const length =
    size < 128
      ? Buffer.of(size)
      : size < 256
        ? Buffer.of(0x81, size)
        : Buffer.of(0x82, size >> 8, size & 0xff)
  return Buffer.concat([Buffer.of(tag), length, body])
}
