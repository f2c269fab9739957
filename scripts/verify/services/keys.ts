import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto'

/** What foreign services would have given a company, made up. */
export interface Keys {
  google: { spreadsheet: string; keyFile: string; publicKey: string }
  sendpulse: { clientId: string; secret: string; bookId: number }
  meta: { datasetId: string; token: string }
  whatsapp: { phoneNumberId: string; wabaId: string; token: string; appSecret: string }
}

const hex = (bytes: number) => randomBytes(bytes).toString('hex')
const digits = () => `9${randomInt(1e11, 9e11)}`

/** Makes up a set of keys: nobody else has them, and no service knows them. */
export function makeUpKeys(): Keys {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const account = { client_email: `verify@${hex(4)}.invalid`, private_key: pair.privateKey }
  return {
    google: {
      spreadsheet: hex(22),
      keyFile: JSON.stringify({ type: 'service_account', ...account }),
      publicKey: pair.publicKey,
    },
    sendpulse: { clientId: hex(16), secret: hex(16), bookId: randomInt(1e8, 9e8) },
    meta: { datasetId: digits(), token: `EAA${hex(30)}` },
    whatsapp: { phoneNumberId: digits(), wabaId: digits(), token: `EAA${hex(30)}`, appSecret: hex(16) },
  }
}
