import { noteTwoFactor } from '@cartie/db/services/account/note-two-factor'
import { wrongPassword } from '@cartie/db/services/account/require-password'
import { userOf } from '@cartie/db/services/member/user-of'
import * as endpoints from '@cartie/shared/endpoints/account'
import { AppError } from '@cartie/shared/errors'
import type { Context } from '@cartie/db/context'
import type { Http, Parts } from '../call.ts'
import { createLimit } from '../middleware/rate-limit.ts'
import type { Serve } from '../serve.ts'

/** As for a password: whoever sits at somebody's open browser guesses neither it nor a code. */
const triesPerMinute = 5

/**
 * What people do with their second factor. The sign-in library keeps it; it gives the browser another session with each
 * change, so its cookies are handed on.
 */
export function secondFactorRoutes(serve: Serve, { auth }: Pick<Parts, 'auth'>): void {
  const tries = createLimit('second-factor', triesPerMinute)
  const attempt = async <T>(
    { ctx, http }: { ctx: Context; http: Http },
    run: (options: { headers: Headers; asResponse: true }) => Promise<Response>,
  ): Promise<T> => {
    await tries.take(userOf(ctx), http)
    const reply = await run({ headers: new Headers({ cookie: http.get('cookie') }), asResponse: true })
    const told = (await reply.json()) as T & { code?: string }
    if (!reply.ok) throw refusalOf(told.code)
    for (const cookie of reply.headers.getSetCookie()) http.append('Set-Cookie', cookie)
    return told
  }

  serve(
    endpoints.setUpTwoFactor,
    async (call) => {
      const made = await attempt<{ totpURI: string; backupCodes: string[] }>(call, (options) =>
        auth.api.enableTwoFactor({ body: { password: call.body.password, method: 'totp' }, ...options }),
      )
      return { uri: made.totpURI, codes: made.backupCodes }
    },
    { secret: true },
  )
  serve(endpoints.confirmTwoFactor, async (call) => {
    await attempt(call, (options) => auth.api.verifyTOTP({ body: { code: call.body.code }, ...options }))
    const mine = await auth.api.getSession({
      headers: new Headers({ cookie: cookieNow(call.http) }),
      query: { disableRefresh: true },
    })
    if (!mine) throw refusalOf(undefined)
    await noteTwoFactor(call.ctx, { on: true, sessionId: mine.session.id })
  })
  serve(endpoints.removeTwoFactor, async (call) => {
    await attempt(call, (options) =>
      auth.api.disableTwoFactor({ body: { password: call.body.password }, ...options }),
    )
    await noteTwoFactor(call.ctx, { on: false })
  })
  serve(
    endpoints.renewRecoveryCodes,
    async (call) => {
      const made = await attempt<{ backupCodes: string[] }>(call, (options) =>
        auth.api.generateBackupCodes({ body: { password: call.body.password }, ...options }),
      )
      return { codes: made.backupCodes }
    },
    { secret: true },
  )
}

/** What the browser sends from now on: what this answer gives it, or else what it came with. */
function cookieNow(http: Http): string {
  const given = [http.response.get('Set-Cookie')].flat().filter(Boolean)
  return given.map((cookie) => cookie.split(';')[0]).join('; ') || http.get('cookie')
}

function refusalOf(code: string | undefined): AppError {
  if (code === 'INVALID_PASSWORD') return wrongPassword('/password')
  if (code === 'INVALID_CODE')
    return new AppError('invalid', 'The code is wrong.', {
      errors: [{ pointer: '/code', code: 'wrong', message: 'Give the code that the app shows now.' }],
    })
  return new AppError('conflict', 'The second factor is not what it was. Look at the page again.')
}
