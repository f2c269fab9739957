import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { withTx, withSystemTx } from '@cartie/db/client'
import { updateWorkspace } from '@cartie/db/services/workspace/update'
import { testApi, until, type TestApi } from './testing/test-api.ts'

let api: TestApi
const open: Stream[] = []
beforeAll(async () => {
  api = await testApi()
})
afterEach(() => {
  for (const stream of open.splice(0)) stream.stop()
})
afterAll(() => api.close())

interface Told {
  id: string
  name: string
  data: { name: string; payload: Record<string, unknown>; at: string }
}
interface Stream {
  status: number
  events: Told[]
  ended: () => boolean
  stop: () => void
}

/** Follows the stream as a browser would. */
async function follow(
  who: { key?: string; cookie?: string },
  headers: Record<string, string> = {},
  query = '',
): Promise<Stream> {
  const stop = new AbortController()
  const reply = await fetch(`${api.url}/api/v1/events${query}`, {
    signal: stop.signal,
    headers: {
      ...(who.key ? { authorization: `Bearer ${who.key}` } : {}),
      ...(who.cookie ? { cookie: who.cookie } : {}),
      ...headers,
    },
  })
  const events: Told[] = []
  let ended = false
  const read = async () => {
    let rest = ''
    for await (const chunk of reply.body!.pipeThrough(new TextDecoderStream())) {
      const frames = (rest + chunk).split('\n\n')
      rest = frames.pop() ?? ''
      for (const frame of frames) {
        const field = (name: string) =>
          frame
            .split('\n')
            .find((l) => l.startsWith(`${name}: `))
            ?.slice(name.length + 2)
        const data = field('data')
        if (data)
          events.push({ id: field('id')!, name: field('event')!, data: JSON.parse(data) as Told['data'] })
      }
    }
  }
  if (reply.ok)
    void read()
      .catch(() => undefined)
      .finally(() => (ended = true))
  const stream = { status: reply.status, events, ended: () => ended, stop: () => stop.abort() }
  open.push(stream)
  return stream
}

const rename = (name: string, workspaceId = api.workspaceId) =>
  updateWorkspace(api.contextOf('OWNER', workspaceId), { name })
const markers = (stream: Stream) => stream.events.map((e) => e.data.payload.total)
/** Records an event that can be told apart by its number. */
const mark = (total: number, workspaceId = api.workspaceId) =>
  withTx(api.contextOf('OWNER', workspaceId), async (tx) => {
    tx.record('parse.started', { parseId: '00000000-0000-4000-8000-000000000000', total })
  })

describe('GET /events', () => {
  test('tells what happens, with an id, a name and a time', async () => {
    const stream = await follow({ key: await api.keyOf('VIEWER') })
    await rename('Renamed')
    const event = await until(() => stream.events[0])
    expect(event).toMatchObject({
      name: 'workspace.changed',
      data: { payload: { workspaceId: api.workspaceId } },
    })
    expect(event?.id).toMatch(/^\d+:\d+$/)
  })

  test('Last-Event-ID goes on right behind it: nothing lost, nothing twice, over many reconnections', async () => {
    const key = await api.keyOf('VIEWER')
    let stream = await follow({ key })
    const seen: unknown[] = []
    let last = ''
    let written = 0
    const write = async (n: number) => {
      for (let i = 0; i < n; i++) await mark(++written)
    }
    for (let round = 0; round < 5; round++) {
      const writing = write(20)
      await until(() => stream.events.length >= 5)
      stream.stop()
      seen.push(...markers(stream))
      last = stream.events.at(-1)!.id
      await writing
      stream = await follow({ key }, { 'last-event-id': last })
    }
    await until(() => seen.length + stream.events.length >= 100)
    expect([...seen, ...markers(stream)]).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
  })

  test('a stream that comes back sooner than the next look at the events is not told again what it has seen', async () => {
    const key = await api.keyOf('VIEWER')
    const behind = async (last: Told | undefined) => follow({ key }, { 'last-event-id': last!.id })
    const first = await follow({ key })
    const toldOf = (stream: Stream, total: number) =>
      until(() => stream.events.find((e) => e.data.payload.total === total))
    await mark(3001)
    let last = await toldOf(first, 3001)
    await mark(3002)
    const second = await behind(last)
    last = await toldOf(second, 3002)
    const third = await behind(last)
    await mark(3003)
    await toldOf(third, 3003)
    expect(markers(third)).toEqual([3003])
  })

  test('a stream that begins after the place that /me told misses nothing since, and coming back goes on from there', async () => {
    const key = await api.keyOf('VIEWER')
    await mark(4001)
    const before = await follow({ key })
    const { eventsAfter } = (await (await api.ask('/api/v1/me', { key })).json()) as { eventsAfter: string }
    await mark(4002)
    const query = `?after=${eventsAfter}`
    const stream = await follow({ key }, {}, query)
    await mark(4003)
    const last = await until(() => stream.events.find((e) => e.data.payload.total === 4003))
    // Where another transaction has been open for longer, what it might still tell of begins earlier.
    expect(markers(stream).filter((total) => total !== 4001)).toEqual([4002, 4003])
    await mark(4004)
    const again = await follow({ key }, { 'last-event-id': last.id }, query)
    await until(() => again.events.length > 0 && before.events.length > 0)
    expect(markers(again)).toEqual([4004])
  })

  test('another workspace’s events are not told', async () => {
    const [own, other] = [
      await follow({ key: await api.keyOf('OWNER') }),
      await follow({ key: await api.keyOf('OWNER', api.otherWorkspaceId) }),
    ]
    await mark(2001)
    await mark(2002, api.otherWorkspaceId)
    const ofThese = (stream: Stream) => markers(stream).filter((total) => total === 2001 || total === 2002)
    await until(() => ofThese(own).length > 0 && ofThese(other).length > 0)
    expect(ofThese(own)).toEqual([2001])
    expect(ofThese(other)).toEqual([2002])
  })

  test('ends within seconds for a revoked key, a signed-out session and a lost membership', async () => {
    const key = await api.keyOf('VIEWER')
    const [byKey, bySession] = [await follow({ key }), await follow({ cookie: await api.signIn() })]
    const cookie = await api.signIn()
    const signedOut = await follow({ cookie })
    expect([byKey.status, bySession.status, signedOut.status]).toEqual([200, 200, 200])
    await withSystemTx(
      api.db,
      ({ sql }) => sql`update api_keys set revoked_at = now() where prefix = ${key.slice(0, 10)}`,
    )
    await api.ask('/api/auth/sign-out', { method: 'POST', cookie, body: {} })
    await until(() => byKey.ended() && signedOut.ended(), 6000)
    expect(bySession.ended()).toBe(false)
    const members = await withSystemTx(api.db, ({ sql }) => sql`delete from members returning *`)
    await until(() => bySession.ended(), 6000)
    const [m] = members
    await withSystemTx(api.db, ({ sql }) => sql`insert into members ${sql(m as Record<string, string>)}`)
  })

  test('one caller has at most twenty, and a place that no stream gave is refused', async () => {
    const key = await api.keyOf('VIEWER')
    const streams = await Promise.all(Array.from({ length: 20 }, () => follow({ key })))
    expect(streams.map((s) => s.status)).toEqual(Array.from({ length: 20 }, () => 200))
    expect((await follow({ key })).status).toBe(429)
    expect((await follow({ key: await api.keyOf('VIEWER') }, { 'last-event-id': 'x' })).status).toBe(400)
  })
})
