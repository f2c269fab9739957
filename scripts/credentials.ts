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

const secretFile = (dataDir: string) => join(dataDir, 'secret')

/** The secret of an embedded installation, made at its first start. Throws where its data are there and it is lost. */
export function ownSecret(dataDir: string): string {
  const kept = readSecret(secretFile(dataDir))
  if (kept) return kept
  if (existsSync(join(dataDir, 'postgres-password')))
    throw new Error(
      `${secretFile(dataDir)} is missing: it opens the tokens in the database that is there. Put it back; nothing was changed.`,
    )
  return makeSecret(secretFile(dataDir))
}

/** The secret of an installation, whichever database it has; undefined where none is given or kept. */
export const findSecret = (config: { dataDir: string; secret: string | undefined }): string | undefined =>
  config.secret ?? readSecret(secretFile(config.dataDir))

/** The secret that will follow: made once, so that a change that was broken off goes on with the same. */
export function nextSecret(dataDir: string): string {
  const file = `${secretFile(dataDir)}.new`
  return readSecret(file) ?? makeSecret(file)
}

/** Keeps a secret as the installation's own, in place of the one before. */
export function keepSecret(dataDir: string, secret: string): void {
  // The one that follows lies where a new file is written before it is moved in place: with one step it is gone.
  writePrivate(secretFile(dataDir), `${secret}\n`)
}

const readSecret = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8').trim() || undefined : undefined

function makeSecret(file: string): string {
  const secret = randomBytes(32).toString('base64url')
  writePrivate(file, `${secret}\n`)
  return secret
}

// Written aside and moved in place: a killed start leaves the old file or the new one.
function writePrivate(file: string, text: string): void {
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
