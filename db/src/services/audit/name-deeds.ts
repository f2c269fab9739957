import type { AuditEntry } from '@cartie/shared/schemas/audit'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { iso } from '../lead/lead-row.ts'
import type { DeedRow } from './read-page.ts'

/** Where an event names a person, a key or an invitation. */
const named = ['userId', 'ownerId', 'apiKeyId', 'invitationId'] as const

/** Entries of the audit trail, with the names of who acted and of whom it was done to. */
export async function nameDeeds(ctx: Context, rows: readonly DeedRow[]): Promise<AuditEntry[]> {
  const actors = rows.map((row) => row.actor.split(':')[1] ?? '')
  const things = rows.flatMap((row) => named.map((key) => row.payload[key]))
  const ids = [...new Set([...actors, ...things].filter((id) => typeof id === 'string' && id !== ''))]
  const known = [...(await peopleOf(ctx, ids)), ...(await thingsOf(ctx, ids))]
  const names = new Map(known.map(({ id, name }) => [id, name]))
  return rows.map(({ id, at, event, payload, actor }, i) => {
    const about = named.map((key) => payload[key]).find((one) => typeof one === 'string')
    return {
      id,
      at: iso(at),
      event,
      payload,
      actor: {
        kind: actor.startsWith('apiKey') ? 'apiKey' : 'user',
        id: actors[i] ?? '',
        name: names.get(actors[i] ?? '') ?? null,
      },
      about: names.get(about ?? '') ?? null,
    }
  })
}

type Named = { id: string; name: string }[]

const peopleOf = (ctx: Context, ids: readonly unknown[]): Promise<Named> =>
  withSystemTx(
    ctx.db,
    ({ sql }) => sql<Named>`select id, name from users where id = any(${ids as string[]}::uuid[])`,
  )

const thingsOf = (ctx: Context, ids: readonly unknown[]): Promise<Named> =>
  withTx(
    ctx,
    ({ sql }) => sql<Named>`
      select id, name from api_keys where workspace_id = ${ctx.workspaceId} and id = any(${ids as string[]}::uuid[])
      union all
      select id, email from invitations
      where workspace_id = ${ctx.workspaceId} and id = any(${ids as string[]}::uuid[])`,
  )
