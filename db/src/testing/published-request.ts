import type { RequestCreate } from '@cartie/shared/schemas/request'
import type { Context } from '../context.ts'
import { changeRequestStatus } from '../services/request/change-status.ts'
import { createRequest } from '../services/request/create.ts'

/** A request that is out, by what somebody wrote; returns its id. */
export async function publishedRequest(ctx: Context, input: RequestCreate): Promise<string> {
  const { id } = await createRequest(ctx, input)
  await changeRequestStatus(ctx, id, { status: 'PUBLISHED' })
  return id
}
