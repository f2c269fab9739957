import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { KoaAdapter } from '@bull-board/koa'
import { mayOpenQueues } from '@cartie/db/services/operator/may-open-queues'
import { noteDeed } from '@cartie/db/services/operator/note-deed'
import { AppError } from '@cartie/shared/errors'
import type { Http, Next, Parts } from './call.ts'
import type { Authenticator } from './middleware/authenticate.ts'
import { requireSecondFactor } from './middleware/second-factor.ts'

const path = '/admin/queues'
/** The board's page links a font of Google's; nothing here is asked of another host. */
const foreignFont = /<link href="https:\/\/fonts\.[^>]*>/g
// The policy keeps the browser here, whatever a page of the board may link.
const policy =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'"

/**
 * Bull Board. Its jobs belong to every workspace, so it opens for who runs the installation; where there is but one
 * workspace, for its owners and admins too. With a session alone. Requests that change something pass the Origin check
 * before, and what is done here beyond looking is among the deeds of operators.
 */
export function board(
  { db, queues }: Pick<Parts, 'db' | 'queues'>,
  authenticate: Authenticator['authenticate'],
) {
  const adapter = new KoaAdapter()
  adapter.setBasePath(path)
  createBullBoard({
    queues: queues.all.map((queue) => new BullMQAdapter(queue)),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Cartie' } },
  })
  adapter.setErrorHandler(() => ({ status: 500, body: { error: 'The queue did not answer.' } }))
  const pages = adapter.registerPlugin() as unknown as (http: Http, next: Next) => Promise<unknown>
  return async (http: Http, next: Next) => {
    if (http.path !== path && !http.path.startsWith(`${path}/`)) return next()
    http.state.route = path
    await admit(http)
    http.set('Content-Security-Policy', policy)
    await pages(http, next)
    if (typeof http.body === 'string') http.body = http.body.replace(foreignFont, '')
  }

  async function admit(http: Http): Promise<void> {
    const caller = await authenticate(http)
    http.state.caller = caller
    requireSecondFactor(caller)
    const { user, memberships } = caller
    if (!user || !(await mayOpenQueues(db, { ...user, memberships })))
      throw new AppError('forbidden', 'The queues are open to who runs this installation only.')
    if (http.method !== 'GET')
      await noteDeed(db, { userId: user.id, deed: 'queues', subject: `${http.method} ${http.path}` })
  }
}
