import { createPrivateKey, sign } from 'node:crypto'
import { z } from 'zod'
import type { ServiceAccount } from '@cartie/shared/integrations/service-account'
import type { AccessToken } from './access-tokens.ts'
import type { CallService } from './call-service.ts'
import { Refusal } from './refusal.ts'

const scope = 'https://www.googleapis.com/auth/spreadsheets'
const lifeS = 3600
const Token = z.object({ access_token: z.string(), expires_in: z.number() })

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A word that a service account signs to ask for a token: a JWT of RS256. Throws for a key that is none. */
function assertionOf({ email, privateKey }: ServiceAccount, audience: string, nowS: number): string {
  const claims = { iss: email, scope, aud: audience, iat: nowS, exp: nowS + lifeS }
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), createPrivateKey(privateKey)).toString('base64url')}`
}

/** Changes a service account's signed word into an access token. Throws a `Refusal`. */
export async function fetchGoogleToken(
  call: CallService,
  tokenUrl: string,
  account: ServiceAccount,
): Promise<AccessToken> {
  const now = Date.now()
  const answer = await call(tokenUrl, {
    method: 'POST',
    form: {
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: signed(account, tokenUrl, Math.floor(now / 1000)),
    },
  })
  const token = Token.safeParse(answer.json)
  if (answer.status === 200 && token.success)
    return { token: token.data.access_token, until: now + token.data.expires_in * 1000 }
  if (answer.status === 400 || answer.status === 401)
    throw new Refusal('sheets_key', `Google does not accept the key of ${account.email}`, { answer })
  throw new Refusal(String(answer.status), 'No token was given', { answer, afterMs: answer.afterMs })
}

function signed(account: ServiceAccount, audience: string, nowS: number): string {
  try {
    return assertionOf(account, audience, nowS)
  } catch {
    // The error of the library may quote the key.
    throw new Refusal('sheets_key', `The key of ${account.email} is damaged`)
  }
}
