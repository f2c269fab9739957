import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { AppError } from '@cartie/shared/errors'
import type { Role } from '@cartie/shared/domain/roles'
import type { JoinInput, Joined } from '@cartie/shared/schemas/people'
import { withSharedTx } from '../../client.ts'
import type { Actor, Context, Tx } from '../../context.ts'
import { hashKey } from '../api-key/key-text.ts'
import { showInvitation } from './show.ts'

/** A person who is signed in. */
export interface SignedIn {
  id: string
  email: string
}

const useless = () =>
  new AppError('conflict', 'This invitation was used or revoked, or is too old. Ask for another one.')

/**
 * Lets somebody in by their link, once, however often and at the same time it is asked for: who is signed in under
 * the address of the invitation, or a new person of that address, who gets an account. Throws `not_found` and
 * `conflict` for a link that works no more, `forbidden` for another address, `unprocessable` for who has an account
 * and is not signed in, `invalid` where a name or a password is missing.
 */
export async function joinByInvitation(
  ctx: Context,
  token: string,
  { person, ...input }: JoinInput & { person: SignedIn | undefined },
): Promise<Joined> {
  const { email } = await showInvitation(ctx, token).catch((error: unknown) => {
    // Who has just come in by it, and asks again, is answered below.
    if (person && error instanceof AppError && error.code === 'not_found') return { email: person.email }
    throw error
  })
  if (person && person.email !== email)
    throw new AppError('forbidden', 'This invitation is for another email address. Sign out first.')
  const newcomer = person ? undefined : await newcomerOf(input)
  const userId = person?.id ?? randomUUID()
  // Whoever joins is the one who does it, in the audit trail too.
  const actor: Actor = { ...ctx.actor, kind: 'user', id: userId }
  return withSharedTx({ ...ctx, actor }, async (tx) => {
    const [invitation] = await tx.sql<
      { id: string; role: Role; open: boolean; mailed: boolean; accepted_by: string | null }[]
    >`
      select id, role, accepted_by, mailed_at is not null as mailed, email = ${email} and accepted_at is null and revoked_at is null and
        expires_at > now() as open
      from invitations where workspace_id = ${ctx.workspaceId} and token_hash = ${hashKey(token)} for update`
    const joined = { workspaceId: ctx.workspaceId, email }
    if (person && invitation?.accepted_by === person.id) return joined
    if (!invitation?.open) throw useless()
    const { role, mailed } = invitation
    if (newcomer) await createPerson(tx, { id: userId, email, ...newcomer })
    const added = await tx.sql`
      insert into members (workspace_id, user_id, role) values (${ctx.workspaceId}, ${userId}, ${role})
      on conflict (workspace_id, user_id) do nothing returning id`
    await tx.sql`
      update invitations set accepted_at = now(), accepted_by = ${userId}
      where workspace_id = ${ctx.workspaceId} and id = ${invitation.id}`
    // Nobody but the reader of that address's mail has ever seen the link.
    if (mailed) tx.write(tx.sql`update users set email_verified = true where id = ${userId}`)
    if (added.length) tx.record('member.joined', { userId, role })
    return joined
  })
}

interface Newcomer {
  name: string
  hash: string
}

async function newcomerOf({ name, password }: JoinInput): Promise<Newcomer> {
  const missing = (pointer: string) => ({ pointer, code: 'required', message: 'Fill this in' })
  const errors = [...(name ? [] : [missing('/name')]), ...(password ? [] : [missing('/password')])]
  if (!name || !password) throw new AppError('invalid', 'Give a name and a password.', { errors })
  return { name, hash: await hashPassword(password) }
}

async function createPerson(
  tx: Tx,
  { id, email, name, hash }: Newcomer & { id: string; email: string },
): Promise<void> {
  const { count } = await tx.sql`
    insert into users (id, name, email) values (${id}, ${name}, ${email}) on conflict (email) do nothing`
  if (!count)
    throw new AppError('unprocessable', 'There is an account of this address already. Sign in with it first.')
  await tx.sql`
    insert into accounts (user_id, account_id, provider_id, password)
    values (${id}, ${id}, 'credential', ${hash})`
}
