import { AppError } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'

export interface Answer {
  status: number
  location: string | null
  body: unknown
}

export interface OnceInput {
  /** The endpoint and who calls it: one caller's keys mean nothing to another. */
  route: string
  /** The caller's Idempotency-Key. */
  key: string
  /** SHA-256 of the whole request. */
  requestHash: string
}

/**
 * Runs `act` once for a key, in the transaction that also stores its answer: a crash or a refusal stores
 * nothing, and a repeat gets the first answer. Concurrent repeats wait for the first one's commit.
 * Throws `unprocessable` where the key came with another request before.
 */
export function runOnce(
  ctx: Context,
  input: OnceInput,
  act: (ctx: Context) => Promise<Answer>,
): Promise<Answer & { repeated: boolean }> {
  return withTx(ctx, async (tx) => {
    const { route, key, requestHash } = input
    const claimed = await tx.sql`
      insert into idempotency_keys (workspace_id, route, key, request_hash, status)
      values (${ctx.workspaceId}, ${route}, ${key}, ${requestHash}, 0)
      on conflict do nothing returning 1`
    if (!claimed.length) {
      const [first] = await tx.sql<(Answer & { request_hash: string })[]>`
        select request_hash, status, location, body #>> '{}' as body from idempotency_keys
        where workspace_id = ${ctx.workspaceId} and route = ${route} and key = ${key}`
      if (first?.request_hash !== requestHash) {
        throw new AppError(
          'unprocessable',
          'This Idempotency-Key was used for another request. Send a new key with a new request.',
        )
      }
      const { status, location, body } = first
      return { status, location, body: JSON.parse(String(body)) as unknown, repeated: true }
    }
    const answer = await act({ ...ctx, tx })
    // Kept as text, for jsonb would put its keys into another order and a repeat would differ.
    const body = JSON.stringify(JSON.stringify(answer.body ?? null))
    await tx.sql`
      update idempotency_keys
      set status = ${answer.status}, location = ${answer.location}, body = ${body}::jsonb
      where workspace_id = ${ctx.workspaceId} and route = ${route} and key = ${key}`
    return { ...answer, repeated: false }
  })
}
