import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { addMember } from '../../testing/test-members.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { changeEmail } from '../account/change-email.ts'
import { changePassword } from '../account/change-password.ts'
import { drawPasswordLink } from '../password-link/draw.ts'
import { showPasswordLink } from '../password-link/show.ts'
import { usePasswordLink } from '../password-link/use.ts'
import { askEmailLink } from './ask.ts'
import { drawEmailLink } from './draw.ts'
import { showEmailLink } from './show.ts'
import { useEmailLink } from './use.ts'

const password = 'a long password'

let on: TestWorkspaces
let hash: string
beforeAll(async () => {
  on = await testWorkspaces()
  hash = await hashPassword(password)
})
afterAll(() => on.close())

/** Somebody of a new workspace who signs in with `password`. */
async function person(): Promise<{ ctx: Context; userId: string }> {
  const ctx = await on.workspace()
  const userId = await addMember(ctx, 'MANAGER')
  await withSystemTx(
    on.db,
    ({ sql }) => sql`
      insert into accounts (user_id, account_id, provider_id, password)
      values (${userId}, ${userId}, 'credential', ${hash})`,
  )
  return { ctx: { ...ctx, actor: { kind: 'user', id: userId, role: 'MANAGER' } }, userId }
}

/** What the mail to a wanted address would carry. */
async function asked(ctx: Context, userId: string): Promise<string> {
  await askEmailLink(ctx, { userId, email: `${randomUUID()}@wanted.example`, language: 'en' })
  const [row] = await withSystemTx(
    on.db,
    ({ sql }) => sql<{ id: string }[]>`
      select id from email_links where user_id = ${userId} and used_at is null order by created_at desc`,
  )
  return tokenOf((await drawEmailLink(ctx, row!.id))!)
}
const tokenOf = ({ path }: { path: string }) => path.split('/').at(-1)!
const mailed = async (ctx: Context, userId: string) => tokenOf((await drawPasswordLink(ctx, userId))!)

test.each<[string, (ctx: Context, userId: string) => Promise<unknown>]>([
  [
    'the password changes',
    (ctx) => changePassword(ctx, randomUUID(), { current: password, next: 'another password' }),
  ],
  [
    'a lost password is mended',
    async (ctx, userId) => usePasswordLink(ctx, await mailed(ctx, userId), { password: 'another password' }),
  ],
  [
    'the address changes at once',
    (ctx) =>
      changeEmail(
        ctx,
        { email: `${randomUUID()}@given.example`, password },
        { mails: false, language: 'en' },
      ),
  ],
  ['another one is asked for in another workspace', async (_, userId) => asked(await on.workspace(), userId)],
])('the links that a person was mailed before end when %s', async (_, happen) => {
  const { ctx, userId } = await person()
  const link = await asked(ctx, userId)
  expect(await showEmailLink(ctx, link)).toMatchObject({ company: { name: 'Test' } })
  await happen(ctx, userId)
  await expect(showEmailLink(ctx, link)).rejects.toMatchObject({ code: 'not_found' })
  await expect(useEmailLink(ctx, link)).rejects.toMatchObject({ code: 'not_found' })
})

test('a link to a new password that was mailed before ends when the password changes', async () => {
  const { ctx, userId } = await person()
  const link = await mailed(ctx, userId)
  await changePassword(ctx, randomUUID(), { current: password, next: 'another password' })
  await expect(showPasswordLink(ctx, link)).rejects.toMatchObject({ code: 'not_found' })
})

test('the links of others stay', async () => {
  const [{ ctx, userId }, other] = [await person(), await person()]
  const link = await asked(other.ctx, other.userId)
  await asked(ctx, userId)
  await changePassword(ctx, randomUUID(), { current: password, next: 'another password' })
  expect(await showEmailLink(other.ctx, link)).toBeTruthy()
})
