import { randomUUID } from 'node:crypto'
import { withTx } from '../client.ts'
import type { Context } from '../context.ts'

/** A request of the workspace, as if somebody had just written it; returns its id. `facts` are columns. */
export async function testRequest(ctx: Context, facts: Record<string, unknown> = {}): Promise<string> {
  const row = {
    id: randomUUID(),
    workspace_id: ctx.workspaceId,
    code: `R-${randomUUID().slice(0, 6).toUpperCase()}`,
    title: 'BMW X5 від 2018',
    source: 'manual',
    offer_token: randomUUID(),
    ...facts,
  }
  await withTx(ctx, ({ sql }) => sql`insert into b2b_requests ${sql(row)}`)
  return row.id
}
