import { readShortCode } from '@cartie/shared/domain/short-code'
import type { Context, Tx } from '../../context.ts'

const uuid = /^[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i

/** The request that a link or a person names, by its id or its code; undefined where there is none, or it is in the bin. */
export async function findRequestId(ctx: Context, { sql }: Tx, named: string): Promise<string | undefined> {
  const id = uuid.test(named) ? named : null
  const code = readShortCode(named) ?? null
  if (id === null && code === null) return undefined
  const [row] = await sql<{ id: string }[]>`
    select id from b2b_requests
    where workspace_id = ${ctx.workspaceId} and (id = ${id}::uuid or code = ${code}) and deleted_at is null`
  return row?.id
}
