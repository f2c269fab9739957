import { withSystemTx } from '@cartie/db/client'
import { queueNames } from '@cartie/shared/job'
import type { Http, Next, Parts } from '../call.ts'
import { withDeadline } from '../deadline.ts'
import type { Metrics } from '../metrics.ts'

const lookMs = 900

/** /healthz: the process lives. /readyz: the database and the queue answer. /metrics: Prometheus' text. */
export function health({ db, queues }: Pick<Parts, 'db' | 'queues'>, metrics: Metrics) {
  const answers = (work: Promise<unknown>) =>
    withDeadline(lookMs, work).then(
      () => true,
      () => false,
    )
  return async (http: Http, next: Next) => {
    if (http.path === '/healthz') {
      http.state.route = http.path
      http.body = { ok: true }
      return
    }
    if (http.path === '/readyz') {
      http.state.route = http.path
      const [database, queue] = await Promise.all([
        answers(withSystemTx(db, ({ sql }) => sql`select 1`)),
        answers(queues.waiting(queueNames[0])),
      ])
      http.status = database && queue ? 200 : 503
      http.body = { ok: database && queue, database, queue }
      return
    }
    if (http.path === '/metrics') {
      http.state.route = http.path
      http.type = metrics.contentType
      http.body = await metrics.text()
      return
    }
    await next()
  }
}
