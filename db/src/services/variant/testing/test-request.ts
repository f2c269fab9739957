import { randomBytes, randomUUID } from 'node:crypto'
import type { RequestStatus } from '@cartie/shared/domain/request-status'
import { codeBytes, shortCode } from '@cartie/shared/domain/short-code'
import { withTx } from '../../../client.ts'
import type { Context } from '../../../context.ts'

export interface TestRequest {
  status?: RequestStatus | string
  title?: string
  description?: string
  deleted?: boolean
  botId?: string
  token?: string
  code?: string
}

/** A request of the workspace, out for offers unless told otherwise; returns its id. */
export async function testRequest(ctx: Context, given: TestRequest = {}): Promise<string> {
  const { status = 'PUBLISHED', title = 'BMW X5, 2018+', description = null, botId = null } = given
  const id = randomUUID()
  const code = given.code ?? shortCode('R', randomBytes(codeBytes))
  await withTx(
    ctx,
    (tx) => tx.sql`
      insert into b2b_requests (id, workspace_id, code, status, title, description, source, offer_token, bot_id, deleted_at)
      values (${id}, ${ctx.workspaceId}, ${code}, ${status}, ${title}, ${description}, 'manual',
        ${given.token ?? randomBytes(24).toString('base64url')}, ${botId}, ${given.deleted ? tx.sql`now()` : null})`,
  )
  return id
}
