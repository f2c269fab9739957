import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  handStatuses,
  mayMoveByHand,
  mayMoveVariant,
  variantStatuses,
  type VariantStatus,
} from '@cartie/shared/domain/variant-status'
import { AppError } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { addVariant } from './add.ts'
import { changeVariantStatus } from './change-status.ts'
import { deleteVariant } from './delete.ts'
import { getVariant } from './get.ts'
import { moveVariant } from './move.ts'
import { restoreVariant } from './restore.ts'
import { testRequest } from './testing/test-request.ts'
import { updateVariant } from './update.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

/** What a variant has to be: its stage, whether it is off, and how often it was changed. */
interface Model {
  status: VariantStatus
  off: boolean
  version: number
  moves: number
}
interface Real {
  ctx: Context
  id: string
  requestId: string
}
type Step = fc.AsyncCommand<Model, Real>

const ended = (run: Promise<unknown>) =>
  run.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : Promise.reject(error as Error)),
  )

/** Runs one deed, and compares what came of it with what had to. */
const step = (
  name: string,
  run: (real: Real, model: Model) => Promise<unknown>,
  expected: (model: Model) => { outcome: string; after?: Partial<Model> },
): Step => ({
  check: () => true,
  toString: () => name,
  async run(model, real) {
    const { outcome, after } = expected(model)
    expect(await ended(run(real, model))).toBe(outcome)
    Object.assign(model, after)
    const { status, deletedAt, version } = await getVariant(real.ctx, real.id)
    expect({ status, off: deletedAt !== null, version }).toEqual({
      status: model.status,
      off: model.off,
      version: model.version,
    })
    const [{ n }] = await withTx(
      real.ctx,
      (tx) => tx.sql<[{ n: number }]>`
        select count(*)::int as n from request_activities
        where variant_id = ${real.id} and type = 'variant_status_changed'`,
    )
    expect(n).toBe(model.moves)
  },
})

const moved = (model: Model, to: VariantStatus) => {
  if (model.off) return { outcome: 'not_found' }
  if (model.status === to) return { outcome: 'done' }
  if (!mayMoveVariant(model.status, to)) return { outcome: 'conflict' }
  return { outcome: 'done', after: { status: to, version: model.version + 1, moves: model.moves + 1 } }
}

const steps: fc.Arbitrary<Step>[] = [
  fc.constantFrom(...variantStatuses).map((to) =>
    step(
      `move to ${to}`,
      ({ ctx, id }) => withTx(ctx, (tx) => moveVariant(ctx, tx, id, to)),
      (model) => moved(model, to),
    ),
  ),
  fc.constantFrom(...variantStatuses).map((to) =>
    step(
      `say ${to} by hand`,
      ({ ctx, id }) => changeVariantStatus(ctx, id, { status: to }),
      (model) => {
        const { outcome, after } = moved(model, to)
        return after && !mayMoveByHand(model.status, to, false)
          ? { outcome: 'conflict' }
          : { outcome, ...(after ? { after } : {}) }
      },
    ),
  ),
  fc.constantFrom(...handStatuses).map((to) =>
    step(
      `say ${to} of what was seen before`,
      ({ ctx, id }, model) => changeVariantStatus(ctx, id, { status: to, version: model.version - 1 }),
      (model) => ({ outcome: model.off ? 'not_found' : 'conflict' }),
    ),
  ),
  fc.integer({ min: 2000, max: 2004 }).map((year) =>
    step(
      `write another year`,
      async ({ ctx, id }, model) => {
        const before = await getVariant(ctx, id)
        return updateVariant(ctx, id, {
          year: before.year === year ? year + 10 : year,
          version: model.version,
        })
      },
      (model) =>
        model.off ? { outcome: 'conflict' } : { outcome: 'done', after: { version: model.version + 1 } },
    ),
  ),
  fc.constant(
    step(
      'take off',
      ({ ctx, id }) => deleteVariant(ctx, id),
      (model) => {
        if (model.off) return { outcome: 'done' }
        if (model.status === 'SENT_TO_CLIENT' || model.status === 'ACCEPTED') return { outcome: 'conflict' }
        return { outcome: 'done', after: { off: true, version: model.version + 1 } }
      },
    ),
  ),
  fc.constant(
    step(
      'put back',
      ({ ctx, id }) => restoreVariant(ctx, id),
      (model) =>
        model.off
          ? { outcome: 'done', after: { off: false, version: model.version + 1 } }
          : { outcome: 'done' },
    ),
  ),
]

test('whatever is done to a variant in whatever order, it is where the rules say, and its story tells each move', async () => {
  const ctx = await on.workspace()
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 15 }), async (commands) => {
      const setup = async () => {
        const requestId = await testRequest(ctx)
        const { id } = await withTx(ctx, (tx) =>
          addVariant(ctx, tx, requestId, { source: 'manual', title: 'BMW' }),
        )
        const model: Model = { status: 'SUBMITTED', off: false, version: 1, moves: 0 }
        return { model, real: { ctx, id, requestId } }
      }
      await fc.asyncModelRun(setup, commands)
    }),
    { numRuns: 30 },
  )
}, 60_000)
