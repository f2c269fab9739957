import { PassThrough } from 'node:stream'
import type { EventRow } from '@cartie/db/services/event/read'
import { streamEvents } from '@cartie/shared/endpoints/workspace'
import type { Caller } from '../call.ts'
import { withDeadline } from '../deadline.ts'
import { placeName, placeOf } from '../event-place.ts'
import type { Live } from '../live.ts'
import type { Serve } from '../serve.ts'

const beginMs = 900
const heartbeatMs = 15_000
const retryMs = 2000
const maxBufferedBytes = 1024 * 1024

/** GET /events: Server-Sent Events of the workspace. Each is `event: <name>` with `{ name, payload, at }` as data. */
export function eventRoutes(serve: Serve, live: Live): void {
  serve(streamEvents, async ({ ctx, caller, query, http }) => {
    // A browser that comes back by itself asks with the address of the first time, and with the newer header.
    const after = placeOf(http.get('last-event-id') || (query.after ?? ''))
    const owner = `${caller.actor.kind}:${caller.actor.id}`
    live.admit(owner)
    const stream = new PassThrough()
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), heartbeatMs)
    const close = () => {
      clearInterval(heartbeat)
      stream.end()
    }
    const send = (event: EventRow) => {
      stream.write(frame(event))
      return stream.writableLength + http.res.writableLength < maxBufferedBytes
    }
    const listener = listenerOf(caller)
    const subscriber = { workspaceId: ctx.workspaceId, owner, listener, send, close }
    // Its answer begins no sooner than its place is known: whoever reads it may rely on hearing of all that follows.
    const subscribing = live.subscribe(subscriber, after)
    const leave = await withDeadline(beginMs, subscribing).catch((error: unknown) => {
      close()
      void subscribing.then(
        (late) => late(),
        () => undefined,
      )
      throw error
    })
    const end = () => {
      leave()
      close()
    }
    if (http.res.closed) return end()
    http.res.on('close', end)
    http.req.socket.setTimeout(0).setNoDelay(true)
    http.status = 200
    http.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' })
    http.body = stream
    stream.write(`retry: ${retryMs}\n: welcome\n\n`)
  })
}

const frame = (e: EventRow) =>
  `id: ${placeName(e)}\nevent: ${e.name}\ndata: ${JSON.stringify({ name: e.name, payload: e.payload, at: e.at })}\n\n`

const listenerOf = ({ actor, user, workspaceId }: Caller) =>
  user
    ? { kind: 'user' as const, userId: user.id, sessionId: user.sessionId, workspaceId }
    : { kind: 'apiKey' as const, keyId: String(actor.id) }
