import { changeEmail } from '@cartie/db/services/account/change-email'
import { changePassword } from '@cartie/db/services/account/change-password'
import { endOtherSessions, endSession } from '@cartie/db/services/account/end-sessions'
import { listSessions } from '@cartie/db/services/account/list-sessions'
import { renameMe } from '@cartie/db/services/account/rename'
import { verifyEmail } from '@cartie/db/services/account/verify-email'
import { leaveWorkspace } from '@cartie/db/services/member/leave'
import * as endpoints from '@cartie/shared/endpoints/account'
import type { Caller, Parts } from '../call.ts'
import { createLimit } from '../middleware/rate-limit.ts'
import type { Serve } from '../serve.ts'

/** As at the sign-in: whoever sits at somebody's open browser does not guess their password. */
const triesPerMinute = 5
const mailsPerMinute = 2
/** A key has no session; the verbs refuse it by themselves. */
const noSession = '00000000-0000-0000-0000-000000000000'

const sessionOf = ({ user }: Caller): string => user?.sessionId ?? noSession

/** What people do with their own account. */
export function accountRoutes(serve: Serve, { config }: Pick<Parts, 'config'>): void {
  const mails = config.mail !== undefined
  const tries = createLimit('password', triesPerMinute)
  const letters = createLimit('letters', mailsPerMinute)
  const who = ({ actor }: Caller) => `${actor.kind}:${actor.id}`
  serve(endpoints.renameMe, ({ ctx, body }) => renameMe(ctx, body))
  serve(endpoints.changeMyPassword, async ({ ctx, caller, body, http }) => {
    await tries.take(who(caller), http)
    await changePassword(ctx, sessionOf(caller), body)
  })
  serve(endpoints.changeMyEmail, async ({ ctx, caller, body, http, language }) => {
    await tries.take(who(caller), http)
    return changeEmail(ctx, body, { mails, language })
  })
  serve(endpoints.verifyMyEmail, async ({ ctx, caller, http, language }) => {
    await letters.take(who(caller), http)
    await verifyEmail(ctx, { mails, language })
  })
  serve(endpoints.leaveWorkspace, ({ ctx }) => leaveWorkspace(ctx))
  serve(endpoints.listMySessions, ({ ctx, caller }) => listSessions(ctx, sessionOf(caller)))
  serve(endpoints.endMySession, ({ ctx, params }) => endSession(ctx, params.id))
  serve(endpoints.endMyOtherSessions, ({ ctx, caller }) => endOtherSessions(ctx, sessionOf(caller)))
}
