import { AppError } from '@cartie/shared/errors'
import { z } from 'zod'
import { addressHeader } from '../auth.ts'
import type { Http, Next, Parts } from '../call.ts'
import { bucketOf } from '../client-address.ts'
import { withDeadline } from '../deadline.ts'
import { createKnownDevices } from '../known-device.ts'
import { createLimit } from '../middleware/rate-limit.ts'
import { readBytes } from '../middleware/read-body.ts'
import { parseBody } from '../parse-json.ts'

const prefix = '/api/auth'
const bodyLimit = 16 * 1024
/** What the dashboard uses of the library; everything else of it stays closed. */
const codes = new Set(['POST /two-factor/verify-totp', 'POST /two-factor/verify-backup-code'])
const open = new Set(['POST /sign-in/email', 'POST /sign-out', 'GET /get-session', ...codes])
const triesPerAccount = 5
const triesPerAddress = 30

const Credentials = z.object({ email: z.string().max(320), password: z.string().max(1000) })
const Code = z.object({ code: z.string().trim().max(40) })
/** What the library answers to a sign-in; `user` once it is whole. */
const SignedIn = z.object({
  user: z.object({ email: z.string() }).optional(),
  twoFactorRedirect: z.boolean().optional(),
})

/**
 * Serves the sign-in under /api/auth. A try is counted for the account and for the address before the password
 * is hashed, so of many at once exactly five reach the hash; a success gives the account's tries back. A browser that
 * has signed in to the account before has tries of its own, which nobody else can use up. Where the person has a second
 * factor, a password alone is no success yet: five codes may be tried for it, and ten in a row over all.
 */
export function signIn({ auth, config }: Pick<Parts, 'auth' | 'config'>) {
  const origin = new URL(config.publicUrl).origin
  const byAccount = createLimit('sign-in', triesPerAccount)
  const byAddress = createLimit('sign-in-address', triesPerAddress)
  const secure = config.publicUrl.startsWith('https:')
  const devices = createKnownDevices({ secret: config.secret ?? '', secure })

  const countedBy = (http: Http, account: string): string => {
    const device = devices.of(http, account)
    return device === undefined ? account : `device ${device}`
  }
  const take = async (http: Http, account: string): Promise<void> => {
    if (devices.of(http, account) === undefined) await byAddress.take(bucketOf(http.state.ip))
    await byAccount.take(countedBy(http, account), http)
  }

  return async (http: Http, next: Next) => {
    if (http.path !== prefix && !http.path.startsWith(`${prefix}/`)) return next()
    const action = `${http.method} ${http.path.slice(prefix.length)}`
    if (!open.has(action)) throw new AppError('not_found', 'There is nothing at this address.')
    http.state.route = http.path
    const bytes = http.method === 'GET' ? undefined : await readBytes(http.req, bodyLimit)
    const body = bytes && parseBody(bytes)
    const isCode = codes.has(action)
    if (isCode) await byAddress.take(bucketOf(http.state.ip))
    const account =
      action === 'POST /sign-in/email' ? sent(Credentials, body).email.trim().toLowerCase() : undefined
    if (account !== undefined) await take(http, account)
    const request = requestOf(http, isCode ? sent(Code, body) : body, origin, isCode)
    const reply = await withDeadline(5000, auth.handler(request))
    const signedIn = await answer(http, reply)
    if ((account === undefined && !isCode) || !signedIn.user || signedIn.twoFactorRedirect) return
    const { email } = signedIn.user
    await byAccount.forget(countedBy(http, email))
    devices.remember(http, email)
  }
}

function sent<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new AppError('invalid', 'Send an email and a password, or a code.', {
    errors: parsed.error.issues.map((i) => ({
      pointer: `/${i.path.join('/')}`,
      code: i.code,
      message: i.message,
    })),
  })
}

/**
 * The request as the library sees it: our own address and origin, for both were checked before. A code comes without
 * the cookie of a session: the library counts no wrong ones of who is signed in.
 */
function requestOf(http: Http, body: unknown, origin: string, isCode: boolean): Request {
  const headers = new Headers({ [addressHeader]: http.state.ip, origin })
  for (const name of ['cookie', 'user-agent']) if (http.get(name)) headers.set(name, http.get(name))
  if (isCode) {
    const challenge = http
      .get('cookie')
      .split(/;\s*/)
      .filter((one) => /^(__Host-)?cartie\.two_factor=/.test(one))
    headers.set('cookie', challenge.join('; '))
  }
  if (body !== undefined) headers.set('content-type', 'application/json')
  return new Request(new URL(http.url, 'http://cartie.internal'), {
    method: http.method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

async function answer(http: Http, reply: Response): Promise<z.infer<typeof SignedIn>> {
  if (!reply.ok) throw await refusalOf(reply)
  http.status = reply.status
  for (const cookie of reply.headers.getSetCookie()) http.append('Set-Cookie', cookie)
  // The session's token belongs into its HttpOnly cookie and nowhere a script can read it.
  const text = await reply.text()
  http.type = 'application/json'
  const told: unknown = text
    ? JSON.parse(text, (key, value: unknown) => (key === 'token' ? undefined : value))
    : null
  http.body = JSON.stringify(told)
  return SignedIn.safeParse(told).data ?? {}
}

async function refusalOf(reply: Response): Promise<AppError> {
  const told = (await reply.json().catch(() => ({}))) as { code?: string; message?: string }
  if (reply.status >= 500) {
    return new AppError('unavailable', 'Nobody can sign in at the moment. Try again soon.', {
      retryAfterS: 2,
    })
  }
  if (told.code === 'INVALID_CODE' || told.code === 'INVALID_BACKUP_CODE')
    return new AppError('unauthenticated', 'The code is wrong.')
  if (told.code === 'INVALID_TWO_FACTOR_COOKIE' || told.code?.startsWith('TOO_MANY_ATTEMPTS'))
    return new AppError('conflict', 'This sign-in is over. Begin again with your email and password.')
  if (told.code === 'ACCOUNT_TEMPORARILY_LOCKED')
    return new AppError('rate_limited', 'Too many wrong codes. Wait a quarter of an hour.', {
      retryAfterS: 900,
    })
  if (told.code === 'INVALID_EMAIL_OR_PASSWORD' || told.code === 'INVALID_EMAIL' || reply.status === 401) {
    return new AppError('unauthenticated', 'The email or the password is wrong.')
  }
  return new AppError(
    reply.status === 403 ? 'forbidden' : 'invalid',
    told.message ?? 'The sign-in was refused.',
  )
}
