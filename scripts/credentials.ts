import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Credentials = z.object({ url: z.string(), email: z.string(), password: z.string(), apiKey: z.string() })
export type Credentials = z.infer<typeof Credentials>

export const credentialsFile = (dataDir: string): string => join(dataDir, 'credentials.json')

/** The kept login, or null where there is none to read. */
export function readCredentials(dataDir: string): Credentials | null {
  try {
    return Credentials.parse(JSON.parse(readFileSync(credentialsFile(dataDir), 'utf8')))
  } catch {
    return null
  }
}

/** Keeps the login where only this user can read it. */
export function writeCredentials(dataDir: string, credentials: Credentials): void {
  writePrivate(credentialsFile(dataDir), `${JSON.stringify(credentials, null, 2)}\n`)
}

/** The secret of an embedded installation, made at its first start. */
export function ownSecret(dataDir: string): string {
  const file = join(dataDir, 'secret')
  if (!existsSync(file)) writePrivate(file, `${randomBytes(32).toString('base64url')}\n`)
  return readFileSync(file, 'utf8').trim()
}

// Written aside and moved in place: a killed start leaves the old file or the new one.
function writePrivate(file: string, text: string): void {
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
