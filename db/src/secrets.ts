import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Where a secret is kept. It opens there alone: a ciphertext that was copied to another row stays shut. */
export interface SecretPlace {
  table: string
  workspaceId: string
  rowId: string
  field: string
}

export interface Secrets {
  /** Text as it may lie in the database. */
  encrypt: (place: SecretPlace, text: string) => string
  /** The text again. Throws where it was changed, lies elsewhere, or was made with another CARTIE_SECRET. */
  decrypt: (place: SecretPlace, sealed: string) => string
  /** A secret that follows from `parts` alone, to give to somebody who has to show it to us later. */
  derive: (...parts: string[]) => string
}

const mark = 'v1.'
const ivBytes = 12
const tagBytes = 16

/** Keeps secrets with AES-256-GCM under a key that is derived from CARTIE_SECRET. */
export function createSecrets(secret: string): Secrets {
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', use, 32))
  const key = keyFor('secrets at rest')
  const deriving = keyFor('derived secrets')
  return {
    encrypt(place, text) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(nameOf(place))
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return mark + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    decrypt(place, sealed) {
      try {
        if (!sealed.startsWith(mark)) throw new Error('unknown form')
        const bytes = Buffer.from(sealed.slice(mark.length), 'base64url')
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
