import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { InputFile } from 'node-telegram-bot-api'
import { afterEach, describe, expect, test } from 'vitest'
import { createTelegram, type Telegram } from './client.ts'

const token = '123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr'

const open: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** A Bot API server that answers as told, and what it was asked. */
async function server(answer: (request: IncomingMessage, reply: ServerResponse, body: string) => void) {
  const asked: { url: string; body: string; type: string }[] = []
  const http = createServer((request, reply) => {
    void text(request).then((body) => {
      asked.push({ url: request.url ?? '', body, type: request.headers['content-type'] ?? '' })
      answer(request, reply, body)
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const telegram = createTelegram({ apiUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}` })
  open.push(
    () => telegram.close(),
    () => void (http.closeAllConnections(), http.close()),
  )
  return { telegram, asked, http }
}

const says = (status: number, body: unknown) =>
  server((_, reply) =>
    reply
      .writeHead(status, { 'content-type': 'application/json' })
      .end(typeof body === 'string' ? body : JSON.stringify(body)),
  )
const getMe = (telegram: Telegram, timeoutMs = 5000) => telegram.call(token, 'getMe', {}, { timeoutMs })

describe("Telegram's client", () => {
  test('calls a method with its parameters once, and gives its result', async () => {
    const { telegram, asked } = await says(200, { ok: true, result: { message_id: 7 } })
    const keyboard = { inline_keyboard: [[{ text: 'Так', callback_data: 'y' }]] }
    const answer = await telegram.call(token, 'sendMessage', {
      chat_id: 5,
      text: 'Привіт',
      reply_markup: keyboard,
    })
    expect(answer).toEqual({ ok: true, result: { message_id: 7 } })
    expect(asked).toHaveLength(1)
    expect(asked[0]!.url).toBe(`/bot${token}/sendMessage`)
    const sent = new URLSearchParams(asked[0]!.body)
    expect([sent.get('chat_id'), sent.get('text')]).toEqual(['5', 'Привіт'])
    expect(JSON.parse(sent.get('reply_markup')!)).toEqual(keyboard)
  })

  test('sends files as a form', async () => {
    const { telegram, asked } = await says(200, { ok: true, result: true })
    const photo = new InputFile(new TextEncoder().encode('JPEGBYTES'), { filename: 'car.jpg' })
    expect(await telegram.call(token, 'sendPhoto', { chat_id: 5, photo })).toEqual({ ok: true, result: true })
    expect(asked[0]!.type).toMatch(/^multipart\/form-data/)
    expect(asked[0]!.body).toContain('JPEGBYTES')
  })

  test('keeps the path of a server that stands below another address', async () => {
    const { asked, http } = await says(200, { ok: true, result: 1 })
    const below = createTelegram({ apiUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}/tg/` })
    open.push(() => below.close())
    expect(await getMe(below)).toEqual({ ok: true, result: 1 })
    expect(asked[0]!.url).toBe(`/tg/bot${token}/getMe`)
  })

  test.each([
    [400, { error_code: 400, description: 'Bad Request: chat not found' }, { kind: 'refused', code: 400 }],
    [401, { error_code: 401, description: 'Unauthorized' }, { kind: 'refused', code: 401 }],
    [403, { error_code: 403, description: 'Forbidden: bot was blocked' }, { kind: 'refused', code: 403 }],
    [
      429,
      { error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 7 } },
      { kind: 'limited', code: 429, retryAfterS: 7 },
    ],
    [
      429,
      { error_code: 429, description: 'Too Many Requests' },
      { kind: 'limited', code: 429, retryAfterS: 1 },
    ],
    [
      400,
      {
        error_code: 400,
        description: 'group chat was upgraded',
        parameters: { migrate_to_chat_id: -1001234567890 },
      },
      { kind: 'refused', code: 400, migrateToChatId: '-1001234567890' },
    ],
    [502, { error_code: 502, description: 'Bad Gateway' }, { kind: 'unsure', code: 502 }],
    [400, {}, { kind: 'refused', code: 400 }],
  ])('%i %j is told as it is, after one call', async (status, body, expected) => {
    const { telegram, asked } = await says(status, { ok: false, ...body })
    const answer = await getMe(telegram)
    expect(answer).toMatchObject({ ok: false, ...expected })
    if ('description' in body) expect(answer).toMatchObject({ description: body.description })
    expect(asked).toHaveLength(1)
  })

  test.each([
    [413, 'refused'],
    [429, 'limited'],
    [504, 'unsure'],
    [200, 'unsure'],
  ])('an answer %i that is no JSON is %s', async (status, kind) => {
    const { telegram } = await says(status, '<html>nginx</html>')
    expect(await getMe(telegram)).toMatchObject({ ok: false, kind })
  })

  test('a call that no server took was surely not received', async () => {
    const { telegram, http } = await says(200, {})
    await new Promise((resolve) => http.close(resolve))
    expect(await getMe(telegram)).toMatchObject({ ok: false, kind: 'unreachable' })
    const nowhere = createTelegram({ apiUrl: 'http://no-such-host.invalid' })
    open.push(() => nowhere.close())
    expect(await getMe(nowhere)).toMatchObject({ ok: false, kind: 'unreachable' })
  })

  test('a call whose connection was dropped after its bytes went is unsure, and is not sent again', async () => {
    const { telegram, asked } = await server((request) => void request.socket.destroy())
    expect(await getMe(telegram)).toMatchObject({ ok: false, kind: 'unsure' })
    expect(asked).toHaveLength(1)
  })

  test('an answer that breaks off in its middle is unsure', async () => {
    const { telegram } = await server((request, reply) => {
      reply.writeHead(200, { 'content-length': '100' }).write('{"ok":true,', () => request.socket.destroy())
    })
    expect(await getMe(telegram)).toMatchObject({ ok: false, kind: 'unsure' })
  })

  test('a call without an answer ends at its time and is unsure', async () => {
    const { telegram, asked } = await server(() => undefined)
    expect(await getMe(telegram, 200)).toMatchObject({ ok: false, kind: 'unsure' })
    expect(asked).toHaveLength(1)
  })

  test('a call that is given up before it begins is never sent', async () => {
    const { telegram, asked } = await says(200, { ok: true, result: 1 })
    const answer = await telegram.call(token, 'getMe', {}, { signal: AbortSignal.abort() })
    expect(answer).toMatchObject({ ok: false, kind: 'unreachable' })
    const stop = new AbortController()
    const dialling = telegram.call(token, 'getMe', {}, { signal: stop.signal })
    stop.abort()
    expect(await dialling).toMatchObject({ ok: false, kind: 'unreachable' })
    expect(await getMe(telegram)).toEqual({ ok: true, result: 1 })
    expect(asked).toHaveLength(1)
  })

  test('no failure tells the token', async () => {
    const echo = await says(404, { ok: false, error_code: 404, description: `no /bot${token}/getMe here` })
    const answers = [await getMe(echo.telegram)]
    await new Promise((resolve) => (echo.http.closeAllConnections(), echo.http.close(resolve)))
    answers.push(await getMe(echo.telegram))
    expect(answers.map((a) => a.ok)).toEqual([false, false])
    expect(JSON.stringify(answers)).not.toContain(token.slice(8))
  })
})

describe('a file of a bot', () => {
  const bytes = Buffer.from('ffd8ffe000', 'hex')
  const keeps = (path: string, file: (reply: ServerResponse) => void) =>
    server((request, reply) => {
      if (request.url?.startsWith('/file/')) return file(reply)
      reply
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ ok: true, result: { file_id: 'f1', file_path: path } }))
    })
  const get = (telegram: Telegram, maxBytes = 1000) =>
    telegram.file(token, 'f1', { maxBytes, timeoutMs: 2000 })

  test('is asked for by its name and fetched by its path', async () => {
    const { telegram, asked } = await keeps('photos/file_1.jpg', (reply) => reply.writeHead(200).end(bytes))
    expect(await get(telegram)).toEqual({ ok: true, bytes })
    expect(asked.map(({ url }) => url)).toEqual([
      `/bot${token}/getFile`,
      `/file/bot${token}/photos/file_1.jpg`,
    ])
  })

  test.each([
    ['is gone', (reply: ServerResponse) => reply.writeHead(404).end(`no ${token}`), 'refused'],
    [
      'is too large by its own word',
      (r: ServerResponse) => r.writeHead(200, { 'content-length': 5000 }).end(Buffer.alloc(5000)),
      'refused',
    ],
    [
      'is too large, as it turns out',
      (r: ServerResponse) => (r.writeHead(200).write(Buffer.alloc(900)), r.end(Buffer.alloc(900))),
      'refused',
    ],
    ['asks to wait', (reply: ServerResponse) => reply.writeHead(429).end(), 'limited'],
    [
      'ends amid its bytes',
      (r: ServerResponse) => (r.writeHead(200, { 'content-length': 900 }).write(bytes), r.destroy()),
      'unreachable',
    ],
  ] as const)('that %s is told as a failure without the token', async (_, file, kind) => {
    const { telegram } = await keeps('photos/file_1.jpg', file)
    const answer = await get(telegram)
    expect(answer).toMatchObject({ ok: false, kind })
    expect(JSON.stringify(answer)).not.toContain(token)
  })

  test.each(['../../../getMe', 'photos/../x', 'a b', ''])('is not looked for at %j', async (path) => {
    const { telegram, asked } = await keeps(path, (reply) => reply.writeHead(200).end(bytes))
    expect(await get(telegram)).toMatchObject({ ok: false, kind: 'refused' })
    expect(asked).toHaveLength(1)
  })

  test('that Telegram does not know is told in its words', async () => {
    const { telegram } = await says(400, {
      ok: false,
      error_code: 400,
      description: 'Bad Request: wrong file_id',
    })
    expect(await get(telegram)).toMatchObject({
      ok: false,
      kind: 'refused',
      description: 'Bad Request: wrong file_id',
    })
  })
})
