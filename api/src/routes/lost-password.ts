import { setTimeout as pause } from 'node:timers/promises'
import { noMail } from '@cartie/db/services/mail/no-mail'
import { askPasswordByMail } from '@cartie/db/services/password-link/ask-by-mail'
import { findFirstWorkspace } from '@cartie/db/services/workspace/find-first'
import * as endpoints from '@cartie/shared/endpoints/people'
import type { Parts } from '../call.ts'
import type { ServePublic } from '../serve.ts'

const looksPerMinute = 120
const triesPerMinute = 5
/** Every answer takes as long, so that none tells by its time whether there was a letter to write. */
const answerMs = 300

/** What who has lost their password does before they are anybody. Belongs to no workspace, and tells of none. */
export function lostPasswordRoutes(
  servePublic: ServePublic,
  { db, config }: Pick<Parts, 'db' | 'config'>,
): void {
  const mails = config.mail !== undefined
  const workspaceOf = () => findFirstWorkspace(db)
  servePublic(endpoints.getSignInWays, {
    perMinute: looksPerMinute,
    workspaceOf,
    handler: () => Promise.resolve({ mail: mails }),
  })
  servePublic(endpoints.askPasswordMail, {
    perMinute: triesPerMinute,
    workspaceOf,
    handler: async ({ ctx, body, language }) => {
      if (!mails) throw noMail()
      await Promise.all([askPasswordByMail(ctx, { email: body.email, language }), pause(answerMs)])
    },
  })
}
