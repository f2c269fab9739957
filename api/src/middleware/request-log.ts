import { randomUUID } from 'node:crypto'
import { createAddressReader } from '../client-address.ts'
import type { Http, Next, Parts } from '../call.ts'
import type { HttpMetrics } from '../metrics.ts'

/** Starts a request's state and ends it with one log line: never a body, a token, a cookie or a query. */
export function requestLog({ config, log }: Parts, metrics: HttpMetrics) {
  const addressOf = createAddressReader(config.trustedProxies)
  return async (http: Http, next: Next) => {
    const started = performance.now()
    const given = http.get('x-request-id')
    const requestId = /^[\w-]{8,64}$/.test(given) ? given : randomUUID()
    const forwarded = http.get('x-forwarded-for') || undefined
    Object.assign(http.state, { requestId, ...addressOf(http.req.socket.remoteAddress, forwarded) })
    http.set('X-Request-Id', requestId)
    try {
      await next()
    } finally {
      const ms = Math.round((performance.now() - started) * 10) / 10
      const { caller, route = 'none' } = http.state
      metrics.observe(http.method, route, http.status, ms / 1000)
      log.info(
        {
          requestId,
          method: http.method,
          route,
          status: http.status,
          ms,
          ip: http.state.ip,
          workspace: caller?.workspaceId,
          actor: caller && `${caller.actor.kind}:${caller.actor.id}`,
        },
        'request',
      )
    }
  }
}
