import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** One call that a Bot API server got. */
export interface BotCall {
  token: string
  method: string
  params: Record<string, string>
}

/** What the server answers to a method: the result, or a refusal. */
export type BotAnswer = (call: BotCall) => unknown

export class Refusal {
  readonly code: number
  readonly description: string
  readonly parameters: object | undefined

  constructor(code: number, description: string, parameters?: object) {
    this.code = code
    this.description = description
    this.parameters = parameters
  }
}

export interface BotApi {
  url: string
  /** Every call so far. */
  calls: BotCall[]
  /** How each method is answered; `true` where nothing is told. */
  answers: Record<string, BotAnswer>
  methods: () => string[]
  close: () => void
}

/** A Bot API server on loopback that answers as a test tells it. */
export async function startBotApi(answers: Record<string, BotAnswer> = {}): Promise<BotApi> {
  const calls: BotCall[] = []
  const api: BotApi = {
    url: '',
    calls,
    answers,
    methods: () => calls.map((c) => c.method),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  const server: Server = createServer((request, reply) => {
    void (async () => {
      const [, token = '', method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? []
      const call = { token, method, params: Object.fromEntries(new URLSearchParams(await text(request))) }
      calls.push(call)
      const result = await (api.answers[method] ?? (() => true))(call)
      const refused = result instanceof Refusal
      const body = refused
        ? {
            ok: false,
            error_code: result.code,
            description: result.description,
            parameters: result.parameters,
          }
        : { ok: true, result }
      reply
        .writeHead(refused ? result.code : 200, { 'content-type': 'application/json' })
        .end(JSON.stringify(body))
    })().catch((error: unknown) => {
      // An answer still made up for a caller that has hung up may find the test's rows gone.
      if (!reply.destroyed) throw error
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  api.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return api
}
