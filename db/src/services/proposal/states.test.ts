import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProposalStatus } from '@cartie/shared/domain/proposal-status'
import { AppError } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { acceptProposal } from './accept.ts'
import { declineProposal } from './decline.ts'
import { deleteProposal } from './delete.ts'
import { expireProposal } from './expire.ts'
import { getProposal } from './get.ts'
import { reactToProposal } from './react.ts'
import { restoreProposal } from './restore.ts'
import { revokeProposal } from './revoke.ts'
import { sendProposal } from './send.ts'
import { storyOf, testDeal } from './testing/test-deal.ts'
import { createProposal } from './create.ts'
import { viewProposal } from './view.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

type Word = 'LIKED' | 'REJECTED' | null

/** What a proposal has to be, whatever was done with it. */
interface Model {
  status: ProposalStatus
  version: number
  words: [Word, Word]
  accepted: number | null
  deleted: boolean
  /** How often each end was told of. */
  told: { proposal_accepted: number; proposal_declined: number; proposal_expired: number }
}
interface Real {
  ctx: Context
  id: string
  items: string[]
  requestId: string
}

const isOpen = (m: Model) => !m.deleted && ['SENT', 'SEEN', 'LIKED'].includes(m.status)
const stage = (m: Model): ProposalStatus => (m.words.includes('LIKED') ? 'LIKED' : 'SEEN')

/** What can be done with a proposal: whether it may be, what the model then is, and how it is done. */
interface Act {
  name: string
  may: (m: Model) => boolean
  then: (m: Model) => void
  run: (r: Real) => Promise<unknown>
}

const acts: Act[] = [
  {
    name: 'send',
    may: (m) => !m.deleted,
    then: (m) => Object.assign(m, { status: 'SENT', version: m.version + 1, accepted: null }),
    run: ({ ctx, id }) => sendProposal(ctx, id, { telegram: true }),
  },
  {
    name: 'view',
    may: (m) => m.version > 0,
    then: (m) => void (isOpen(m) && m.status === 'SENT' && (m.status = stage(m))),
    run: ({ ctx, id }) => viewProposal(ctx, { id }),
  },
  ...[0, 1].flatMap((n) =>
    (['LIKED', 'REJECTED', null] as const).map((word): Act => ({
      name: `say ${word} of ${n}`,
      may: isOpen,
      then: (m) => {
        if (m.words[n] === word) return
        m.words[n] = word
        m.status = stage(m)
      },
      run: ({ ctx, id, items }) => reactToProposal(ctx, { id }, { itemId: items[n]!, reaction: word }),
    })),
  ),
  ...[0, 1].map((n): Act => ({
    name: `accept ${n}`,
    may: (m) => isOpen(m) || (!m.deleted && m.status === 'ACCEPTED' && m.accepted === n),
    then: (m) => {
      if (m.status === 'ACCEPTED') return
      Object.assign(m, { status: 'ACCEPTED', accepted: n })
      m.told.proposal_accepted++
    },
    run: ({ ctx, id, items }) => acceptProposal(ctx, { id }, items[n]!),
  })),
  {
    name: 'decline',
    may: (m) => isOpen(m) || (!m.deleted && m.status === 'DECLINED'),
    then: (m) => {
      if (m.status === 'DECLINED') return
      m.status = 'DECLINED'
      m.told.proposal_declined++
    },
    run: ({ ctx, id }) => declineProposal(ctx, { id }, {}),
  },
  {
    name: 'revoke',
    may: (m) => !m.deleted,
    then: (m) => void (m.status = 'REVOKED'),
    run: ({ ctx, id }) => revokeProposal(ctx, id),
  },
  {
    name: 'run out',
    may: () => true,
    then: (m) => {
      if (!isOpen(m)) return
      m.status = 'EXPIRED'
      m.told.proposal_expired++
    },
    async run({ ctx, id }) {
      const set = (at: string | null) =>
        withTx(ctx, ({ sql }) => sql`update proposals set expires_at = ${at}::timestamptz where id = ${id}`)
      await set('2020-01-01')
      await expireProposal(ctx, id)
      await set(null)
    },
  },
  {
    name: 'delete',
    may: () => true,
    then: (m) => void (m.deleted = true),
    run: ({ ctx, id }) => deleteProposal(ctx, id),
  },
  {
    name: 'restore',
    may: () => true,
    then: (m) => void (m.deleted = false),
    run: ({ ctx, id }) => restoreProposal(ctx, id),
  },
]

const command = (act: Act): fc.AsyncCommand<Model, Real> => ({
  check: () => true,
  async run(model, real) {
    const failed = await act.run(real).then(
      () => false,
      (error: unknown) => {
        if (!(error instanceof AppError) || !['conflict', 'not_found'].includes(error.code)) throw error
        return true
      },
    )
    expect(failed, `${act.name} from ${model.status}`).toBe(!act.may(model))
    if (!failed) act.then(model)
    await same(model, real)
  },
  toString: () => act.name,
})

async function same(model: Model, { ctx, id, items, requestId }: Real): Promise<void> {
  const is = await getProposal(ctx, id)
  const { status, version } = is
  const reached = status === 'ACCEPTED' ? items.indexOf(is.acceptedItemId ?? '') : model.accepted
  expect({
    status,
    version,
    words: is.items.map((item) => item.reaction),
    accepted: reached,
    deleted: is.deletedAt !== null,
  }).toEqual({
    status: model.status,
    version: model.version,
    words: model.words,
    accepted: model.accepted,
    deleted: model.deleted,
  })
  const story = await storyOf(ctx, requestId)
  for (const [type, count] of Object.entries(model.told))
    expect(
      story.filter((activity) => activity.type === type),
      type,
    ).toHaveLength(count)
}

test('whatever is done with a proposal, in any order, it is where its rules say, and each end is told once', async () => {
  const ctx = await on.workspace()
  const commands = fc.commands(
    acts.map((act) => fc.constant(command(act))),
    { maxCommands: 18 },
  )
  await fc.assert(
    fc.asyncProperty(commands, async (plan) => {
      const deal = await testDeal(ctx)
      const { id, items } = await createProposal(ctx, deal.requestId, { variantIds: deal.variantIds })
      const real = { ctx, id, items: items.map((item) => item.id), requestId: deal.requestId }
      const told = { proposal_accepted: 0, proposal_declined: 0, proposal_expired: 0 }
      const model: Model = {
        status: 'DRAFT',
        version: 0,
        words: [null, null],
        accepted: null,
        deleted: false,
        told,
      }
      await fc.asyncModelRun(() => ({ model, real }), plan)
    }),
    { numRuns: 25, endOnFailure: true },
  )
}, 120_000)
