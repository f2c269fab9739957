import { createHash, randomBytes } from 'node:crypto'

/** A new key: `ck_` and 43 characters that hold 256 random bits, with what is stored of it. */
export function makeKeyText(): { key: string; prefix: string; hash: string } {
  const key = `ck_${randomBytes(32).toString('base64url')}`
  return { key, prefix: key.slice(0, 10), hash: hashKey(key) }
}

/** SHA-256 of a key, in hex. */
export const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex')

/** Whether a text can be a key at all, so that anything else is refused without a look-up. */
export const isKeyText = (text: string): boolean => /^ck_[\w-]{43}$/.test(text)
