import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { KoaAdapter } from '@bull-board/koa'
import { findFirstWorkspace } from '@cartie/db/services/workspace/find-first'
import { AppError } from '@cartie/shared/errors'
import { may } from '@cartie/shared/domain/roles'
import type { Http, Next, Parts } from './call.ts'
import type { Authenticator } from './middleware/authenticate.ts'

const path = '/admin/queues'
/** The board's page links a font of Google's; nothing here is asked of another host. */
const foreignFont = /<link href="https:\/\/fonts\.[^>]*>/g
// The policy keeps the browser here, whatever a page of the board may link.
const policy =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'"

/**
 * Bull Board. Its jobs belong to every workspace, so it opens for owners and admins of the installation's own
 * workspace only, signed in with a session. Requests that change something pass the Origin check before.
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
    const instance = await findFirstWorkspace(db)
    const membership = caller.memberships.find((m) => m.id === instance)
    if (!caller.user || !membership || !may(membership.role, 'queues.manage')) {
      throw new AppError('forbidden', 'The queues are open to owners and admins of this installation only.')
    }
  }
}
