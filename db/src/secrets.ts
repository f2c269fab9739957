import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Where a secret is kept. It opens there alone: a ciphertext that was copied to another row stays shut. */
export interface SecretPlace {
  table: string
  workspaceId: string
  rowId: string
  field: string
}

export interface Secrets {
  /** Names the CARTIE_SECRET without telling anything of it; it stands in every text that is kept. */
  keyId: string
  /** Text as it may lie in the database. */
  encrypt: (place: SecretPlace, text: string) => string
  /** The text again. Throws where it was changed, lies elsewhere, or was made with another CARTIE_SECRET. */
  decrypt: (place: SecretPlace, sealed: string) => string
  /** A secret that follows from `parts` alone, to give to somebody who has to show it to us later. */
  derive: (...parts: string[]) => string
}

// `v2.<key id>.<sealed>`; what was kept before keys had names is `v1.<sealed>`.
const form = /^v(?:1|2\.([0-9a-f]{8}))\./
const ivBytes = 12
const tagBytes = 16

/** The name of a CARTIE_SECRET, eight hexadecimal digits that follow from it one way. */
export const keyIdOf = (secret: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', 'name of the key', 4)).toString('hex')

/** The name of the key that a kept text was made with; undefined where keys had no names yet. */
export const keyIdIn = (sealed: string): string | undefined => form.exec(sealed)?.[1]

/** Keeps secrets with AES-256-GCM under a key that is derived from CARTIE_SECRET. */
export function createSecrets(secret: string): Secrets {
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', use, 32))
  const key = keyFor('secrets at rest')
  const deriving = keyFor('derived secrets')
  const keyId = keyIdOf(secret)
  return {
    keyId,
    encrypt(place, text) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(nameOf(place))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `v2.${keyId}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
    },
    decrypt(place, sealed) {
      try {
        const [head, madeWith] = form.exec(sealed) ?? []
        if (head === undefined) throw new Error('unknown form')
        if (madeWith !== undefined && madeWith !== keyId) throw new Error(`kept with the key ${madeWith}`)
        const bytes = Buffer.from(sealed.slice(head.length), 'base64url')
        const iv = bytes.subarray(0, ivBytes)
        const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
        decipher.setAAD(nameOf(place)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
        const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()])
        return text.toString('utf8')
      } catch (cause) {
        throw new Error(
          `The secret of ${place.table} ${place.rowId} does not open. Is CARTIE_SECRET the one that it was kept with?`,
          { cause },
        )
      }
    },
    derive: (...parts) => createHmac('sha256', deriving).update(JSON.stringify(parts)).digest('base64url'),
  }
}

const nameOf = ({ table, workspaceId, rowId, field }: SecretPlace) =>
  Buffer.from([table, workspaceId, rowId, field].join('|'))
