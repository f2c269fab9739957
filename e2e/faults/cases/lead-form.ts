import { ask, must, p99, until, type Asked, type Fault } from '../fault.ts'
import { addWorkspace, keyOf } from '../tenants.ts'
import { none } from '../tally.ts'
import { calm, type World } from '../world.ts'

const persons = 300
const spam = 2400
const atOnce = 48
/** An address has so many forms a minute. */
const perAddress = 10
/** How long somebody of another company may have to come back for, on a machine that is too small for all of it. */
const patienceMs = 5000

const addressOf = (n: number) => `203.0.${n >> 8}.${n & 255}`

/** A form of the n-th person, as a visitor of that address sends it to a company. */
const send = (world: World, workspace: string, n: number, address: string) =>
  ask(world, '/api/v1/public/leads', {
    method: 'POST',
    key: null,
    headers: { 'x-forwarded-for': address },
    body: {
      workspace,
      name: `Visitor ${n}`,
      phone: `+38067${String(1_000_000 + n)}`,
      request: 'BMW X5',
      consent: true,
    },
  })

export const faults: Fault[] = [
  {
    id: 'A08',
    title:
      'a form is sent 50 times at once, one address floods, and 2,400 more come from many: accepted is stored and captured, each person once, and another company is served meanwhile',
    onEachBackend: false,
    async run(world) {
      await world.startApi(calm)
      await world.startBots(calm)
      const otherId = await addWorkspace(world, 'other')
      const otherKey = await keyOf(world, otherId, 'MANAGER')
      const statuses = async (replies: ReturnType<typeof send>[]) =>
        (await Promise.all(replies)).map(({ status }) => status)

      const counted = (statuses: number[], status: number) => statuses.filter((s) => s === status).length
      // Too many at once for a slow machine is a refusal that says when to come back, and is kept nowhere.
      const honest = (statuses: number[], what: string) =>
        must(
          statuses.every((status) => [202, 429, 503].includes(status)),
          `${what}: ${statuses.join(' ')}`,
        )
      const doubled = await statuses(
        Array.from({ length: 50 }, (_, i) => send(world, 'cartie', 0, addressOf(60_000 + i))),
      )
      honest(doubled, 'a form of 50 at once')
      must(counted(doubled, 202) > 0 && counted(doubled, 429) === 0, `50 at once: ${doubled.join(' ')}`)
      const flood = await statuses(
        Array.from({ length: 40 }, (_, i) => send(world, 'cartie', i, addressOf(61_000))),
      )
      honest(flood, 'a flood')
      must(counted(flood, 429) === 40 - perAddress, `${counted(flood, 429)} of one address were held back`)

      let accepted = counted(doubled, 202) + counted(flood, 202)
      let next = 0
      const spammer = async () => {
        while (next < spam) {
          const n = next++
          const { status, text } = await send(world, 'cartie', n % persons, addressOf(n % 600))
          must([202, 429, 503].includes(status), `a form: ${status} ${text}`)
          if (status === 202) accepted++
        }
      }
      const waits: number[] = []
      let sentToOther = 0
      /** Somebody who comes back when told to; resolves with what it took them. */
      const served = async (status: number, once: () => Promise<Asked>) => {
        const started = performance.now()
        await until(
          'another company is served',
          async () => {
            const reply = await once()
            must([status, 503].includes(reply.status), `another company: ${reply.status} ${reply.text}`)
            return reply.status === status
          },
          patienceMs,
        )
        waits.push(performance.now() - started)
      }
      const neighbour = async () => {
        while (next < spam) {
          const n = sentToOther++
          await served(202, () => send(world, 'other', 5000 + n, addressOf(50_000 + n)))
          await served(200, () => ask({ ...world, key: otherKey }, '/api/v1/leads?limit=20'))
        }
      }
      await Promise.all([...Array.from({ length: atOnce }, spammer), neighbour()])
      console.log(
        `       A08: another company waited ${Math.round(p99(waits))} ms at most but for a hundredth`,
      )

      const { sql } = world
      const countOf = async (workspaceId: string) => {
        const [row] = await sql<
          [{ stored: number; pending: number; aside: number; leads: number; persons: number }]
        >`
          select count(*)::int as stored, count(*) filter (where status = 'pending')::int as pending,
            count(*) filter (where status = 'set_aside')::int as aside,
            (select count(*)::int from leads where workspace_id = ${workspaceId}) as leads,
            (select count(distinct phone)::int from leads where workspace_id = ${workspaceId}) as persons
          from lead_intakes where workspace_id = ${workspaceId}`
        return row
      }
      for (const [id, sent, people] of [
        [world.workspaceId, accepted, persons],
        [otherId, sentToOther, sentToOther],
      ] as const) {
        await until('everything is captured', async () => (await countOf(id)).pending === 0, 120_000)
        const { stored, aside, leads, persons: known } = await countOf(id)
        must(stored === sent && aside === 0, `${sent} accepted, ${stored} stored, ${aside} set aside`)
        must(leads === people && known === people, `${people} people are ${leads} leads with ${known} phones`)
      }
      return none()
    },
  },
]
