import { getInvariants, getMe, listApiKeys } from '@cartie/shared/endpoints/workspace'
import { facetListings, listListings } from '@cartie/shared/endpoints/listings'
import { getParse, listParseItems, startParse } from '@cartie/shared/endpoints/parses'
import { listSites } from '@cartie/shared/endpoints/sites'
import { ApiError } from '@cartie/shared/client'
import type { Parse } from '@cartie/shared/schemas/parse'
import type { CommandInput } from './cartie-parse.ts'

type Check = readonly [name: string, run: (input: CommandInput) => Promise<void>]

const post = 'BMW X5 2018, 35 000$\nПробіг 120 тис км, дизель 3.0, автомат\nКиїв\n+38 067 123-45-67'

function expect(ok: boolean, what: string): void {
  if (!ok) throw new Error(what)
}

/** What a healthy installation can do. None of it leaves a trace in the inventory. */
const checks: readonly Check[] = [
  [
    'the front door answers',
    async ({ credentials }) => {
      for (const path of ['/healthz', '/readyz', '/login']) {
        const reply = await fetch(credentials.url + path)
        expect(reply.ok, `${path} answered ${reply.status}`)
      }
    },
  ],
  [
    'a stranger is refused',
    async ({ credentials }) => {
      const reply = await fetch(`${credentials.url}/api/v1/listings`)
      expect(reply.status === 401, `answered ${reply.status} without a key`)
    },
  ],
  [
    'the key opens its workspace',
    async ({ client }) => {
      const me = await client(getMe)
      expect(me.workspace.slug.length > 0, 'no workspace')
      expect(
        (await client(listApiKeys)).data.every((k) => !('key' in k)),
        'a key is shown',
      )
    },
  ],
  [
    'the password opens the dashboard',
    async ({ credentials }) => {
      const reply = await fetch(`${credentials.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: credentials.url },
        body: JSON.stringify({ email: credentials.email, password: credentials.password }),
      })
      expect(reply.ok || reply.status === 401, `sign-in answered ${reply.status}`)
      expect(reply.ok, 'the password of the credentials file no longer opens it; it may have been changed')
    },
  ],
  [
    'a post is read without being saved',
    async ({ client }) => {
      const { id } = (await client(startParse, {
        body: { texts: [post], autoSave: false, sourceLabel: 'verify' },
      })) as Parse
      const until = Date.now() + 20_000
      let parse = await client(getParse, { params: { id } })
      while (parse.status !== 'done' && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 200))
        parse = await client(getParse, { params: { id } })
      }
      expect(parse.status === 'done', `still ${parse.status} after 20 s: are the workers running?`)
      const [item] = (await client(listParseItems, { params: { id } })).data
      const car = item?.listings[0]
      expect(
        car?.make === 'BMW' && car.year === 2018 && car.price?.amount === 35_000,
        'the car was read wrongly',
      )
    },
  ],
  [
    'an internal address is not opened',
    async ({ client }) => {
      const { id } = (await client(startParse, {
        body: { urls: ['http://169.254.169.254/latest/meta-data/'], sourceLabel: 'verify' },
      })) as Parse
      const until = Date.now() + 20_000
      while ((await client(getParse, { params: { id } })).status !== 'done' && Date.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      const [item] = (await client(listParseItems, { params: { id } })).data
      expect(item?.reasonCode === 'blocked_address', `ended as ${item?.status} (${item?.reasonCode})`)
    },
  ],
  [
    'the inventory can be listed',
    async ({ client }) => {
      await client(listListings, { query: { limit: 1 } })
      await client(facetListings, { query: {} })
      expect((await client(listSites)).data.length > 0, 'no site is known: the parser has not registered')
    },
  ],
  [
    'the invariants hold',
    async ({ client }) => {
      const { checks: all } = await client(getInvariants)
      const red = all.filter((c) => !c.ok)
      expect(red.length === 0, red.map((c) => `${c.title}: ${c.value}`).join('; '))
    },
  ],
]

/** `cartie verify`: plays the main paths against a running installation and prints a table. */
export async function verifyCommand(input: CommandInput): Promise<number> {
  let failed = 0
  for (const [name, run] of checks) {
    const started = performance.now()
    const said = await run(input).then(
      () => undefined,
      (error: unknown) => {
        if (!(error instanceof ApiError) && error instanceof TypeError) throw error
        return error instanceof Error ? error.message : String(error)
      },
    )
    if (said !== undefined) failed++
    const ms = `${Math.round(performance.now() - started)} ms`.padStart(9)
    console.log(
      `${said === undefined ? 'ok    ' : 'FAILED'} ${ms}  ${name}${said === undefined ? '' : `\n        ${said}`}`,
    )
  }
  console.log(failed ? `${failed} of ${checks.length} checks failed` : `all ${checks.length} checks passed`)
  return failed ? 1 : 0
}
