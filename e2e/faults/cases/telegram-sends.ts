import { listDeliveries } from '@cartie/shared/endpoints/deliveries'
import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import type { DeliveryState } from '@cartie/shared/domain/delivery-state'
import { enqueueDeliveries } from '@cartie/db/services/delivery/enqueue'
import { badRequest } from '../../telegram/api-error.ts'
import { callsInRetryWindow, disordered, sends, textOf } from '../../telegram/checks.ts'
import type { Person } from '../../telegram/person.ts'
import { must, until, type Fault } from '../fault.ts'
import { inspectTalks, settled } from '../talk-tally.ts'
import { withTelegram } from '../telegram-world.ts'
import { kill, type World } from '../world.ts'
import { numberOf, peopleOf, textTo, within } from '../written.ts'

/** In which states the deliveries to a chat stand, in their order, as a person sees them. */
async function statesOf(world: World, user: Person): Promise<DeliveryState[]> {
  const { data } = await world.api(listDeliveries, { query: { limit: 100 } })
  return data.flatMap((d) => (d.chatId === String(user.id) ? [d.state] : [])).toReversed()
}

export const faults: Fault[] = [
  {
    id: 'T05+T06+T07',
    title:
      'Telegram loses an answer, asks to wait, refuses, moves a chat: unknown and shown, patient, ended, followed; each once',
    onEachBackend: true,
    run: (world) =>
      withTelegram(world, async (on) => {
        await on.startApi()
        await on.startBots()
        const made = await on.makeBot()
        const [lost, flooded, blocked, refused, calm] = peopleOf(on, made, 5) as [
          Person,
          Person,
          Person,
          Person,
          Person,
        ]
        const { faults: harm, journal } = on.telegram
        harm.add({ method: 'sendMessage', chatId: lost.id, after: 1 }, { kind: 'drop' })
        harm.flood({ method: 'sendMessage', chatId: flooded.id, after: 1 }, 3)
        harm.add(
          { method: 'sendMessage', chatId: refused.id },
          { kind: 'error', error: badRequest("can't parse entities") },
        )
        blocked.blocks(made.bot)
        const group = on.telegram.addGroup({ title: 'Staff', creator: calm })
        group.adds(made.bot)
        const old = String(group.id)
        const moved = String(group.migrates())
        const all = [lost, flooded, blocked, refused, calm]
        await within(world, (ctx) =>
          enqueueDeliveries(ctx, [
            ...all.flatMap((user) => [1, 2, 3].map((n) => textTo(made, user, `${user.id} № ${n}`))),
            {
              ...textTo(made, calm, 'to the group'),
              lane: telegramLane(made.id, old),
              request: { method: 'sendMessage', params: { chat_id: old, text: 'to the group' } },
            },
          ]),
        )
        await settled(world)
        const states = await Promise.all(all.map((user) => statesOf(world, user)))
        must(
          states.map((s) => s.join()).join(' | ') ===
            'sent,unknown,sent | sent,sent,sent | failed,failed,failed | failed,sent,sent | sent,sent,sent',
          `they stand as ${states.map((s) => s.join()).join(' | ')}`,
        )
        const early = callsInRetryWindow(journal.entries)
        must(early.length === 0, `${early.length} calls came while Telegram asked to wait`)
        const mixed = disordered(journal.entries, (call) => numberOf(textOf(call)))
        must(mixed.length === 0, `${mixed.length} messages came out of their order`)
        const storm = journal.calls('sendMessage').filter((call) => call.chatId === String(blocked.id)).length
        must(storm === 3, `who had blocked the bot was called ${storm} times`)
        must(
          sends(journal.entries, moved).length === 1 && journal.calls('sendMessage').length <= 18,
          `the group's message went ${sends(journal.entries, moved).length} times of ${journal.calls('sendMessage').length} calls`,
        )
        return inspectTalks(on)
      }),
  },
  {
    id: 'T13',
    title:
      'a broadcast to 200 chats, its worker killed at the 100th: each chat once, what is not known is shown',
    onEachBackend: true,
    run: (world) =>
      withTelegram(world, async (on) => {
        await on.startApi()
        const first = await on.startBots()
        const made = await on.makeBot()
        const users = peopleOf(on, made, 200)
        await within(world, (ctx) =>
          enqueueDeliveries(
            ctx,
            users.map((user) => textTo(made, user, `news for ${user.id}`, { priority: 'broadcast' })),
          ),
        )
        await on.telegram.journal.waitFor((e) => e.kind === 'call' && e.method === 'sendMessage', {
          times: 100,
          withinMs: 20_000,
        })
        await kill(first)
        await on.startBots()
        await settled(world, 40_000)
        const states = await world.sql<{ state: string; n: number }[]>`
          select state, count(*)::int as n from deliveries group by state`
        const many = Object.fromEntries(states.map(({ state, n }) => [state, n]))
        const known = (many.sent ?? 0) + (many.unknown ?? 0)
        must(known === 200 && (many.unknown ?? 0) <= 5, `they stand as ${JSON.stringify(many)}`)
        return inspectTalks(on)
      }),
  },
  {
    id: 'Q03',
    title:
      'a sender is frozen past its lease and thaws when its chats are in other hands: none is said twice, its late answers count',
    onEachBackend: true,
    run: (world) =>
      withTelegram(world, async (on) => {
        await on.startApi()
        const first = await on.startBots()
        const made = await on.makeBot()
        const users = peopleOf(on, made, 5)
        on.telegram.faults.add({ method: 'sendMessage', times: 5 }, { kind: 'late', ms: 400 })
        await within(world, (ctx) =>
          enqueueDeliveries(
            ctx,
            users.flatMap((user) => [1, 2, 3].map((n) => textTo(made, user, `${user.id} № ${n}`))),
          ),
        )
        await on.telegram.journal.waitFor((e) => e.kind === 'call' && e.method === 'sendMessage', {
          times: 5,
        })
        first.kill('SIGSTOP')
        await on.startBots()
        await settled(world)
        const unknown = async () =>
          (await world.sql`select fence from deliveries where state = 'unknown'`).length
        must((await unknown()) === 5, `${await unknown()} of 5 are told as unknown`)
        first.kill('SIGCONT')
        await until('the late answers have settled them', async () => (await unknown()) === 0)
        const left = await world.sql<{ state: string }[]>`select state from deliveries where state <> 'sent'`
        must(left.length === 0, `some stand as ${left.map((row) => row.state).join()}`)
        const mixed = disordered(on.telegram.journal.entries, (call) => numberOf(textOf(call)))
        must(mixed.length === 0, `${mixed.length} messages came out of their order`)
        return inspectTalks(on)
      }),
  },
]
