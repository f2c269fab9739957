import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '@cartie/shared/domain/roles'
import { workspacePurge } from '@cartie/shared/jobs/workspace-purge'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot } from '../../testing/test-bot.ts'
import { addMember } from '../../testing/test-members.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { createApiKey } from '../api-key/create.ts'
import { findApiKey } from '../api-key/find.ts'
import { hashKey } from '../api-key/key-text.ts'
import { findWebhook } from '../bot/find-webhook.ts'
import { askEmailLink } from '../email-link/ask.ts'
import { drawEmailLink } from '../email-link/draw.ts'
import { useEmailLink } from '../email-link/use.ts'
import { createListing } from '../listing/create.ts'
import { listListings } from '../listing/list.ts'
import { listMemberships } from '../member/list-memberships.ts'
import { deleteWorkspace } from './delete.ts'
import { findWorkspaceBySlug } from './find-by-slug.ts'
import { forgetWorkspace } from './forget.ts'
import { getWorkspace } from './get.ts'
import { wakePurges } from './pending-purges.ts'
import { purgeRows } from './purge-rows.ts'

let on: TestWorkspaces
let admin: postgres.Sql
beforeAll(async () => {
  on = await testWorkspaces()
  admin = postgres(on.adminUrl, { max: 1 })
  // The installation's own: the oldest.
  await on.workspace()
})
afterAll(async () => {
  await admin.end()
  await on.close()
})

const name = 'Test'
const car = (title: string) => ({ title, make: 'BMW', model: 'X5' })
const gone = { code: 'not_found', name: 'WorkspaceGone' }

/** An owner's workspace with a car. */
async function owned(): Promise<Context> {
  const ctx = await on.workspace()
  await createListing(ctx, car('mine'))
  return { ...ctx, actor: { kind: 'user', id: await addMember(ctx, 'OWNER'), role: 'OWNER' } }
}

/** The token of a link by which the one who acts would confirm an address. */
async function linkOf(ctx: Context): Promise<string> {
  await askEmailLink(ctx, { userId: ctx.actor.id!, email: 'wanted@cartie.test', language: 'en' })
  const [row] = await admin<{ id: string }[]>`
    select id from email_links where workspace_id = ${ctx.workspaceId}`
  return (await drawEmailLink(ctx, row!.id))!.path.split('/').at(-1)!
}

/** How many rows of it every table with a `workspace_id` has. */
async function rowsOf({ workspaceId }: Context): Promise<Record<string, number>> {
  const tables = await admin<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where column_name = 'workspace_id' and table_schema = 'public'`
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const [row] = await admin<[{ n: number }]>`
      select count(*)::int as n from ${admin(table.name)} where workspace_id = ${workspaceId}`
    if (row.n) counts[table.name] = row.n
  }
  return counts
}

describe('a deleted workspace', () => {
  test('is closed from the commit on: its people, keys, bots and public pages find nothing there', async () => {
    const ctx = await owned()
    const { key } = await createApiKey(ctx, { name: 'script', role: 'ADMIN' })
    const botId = await testBot(ctx)
    const slug = (await getWorkspace(ctx)).slug
    const link = await linkOf(ctx)
    await deleteWorkspace(ctx, { name })
    await expect(listListings(ctx, { limit: 10, sort: 'newest' } as never)).rejects.toMatchObject(gone)
    await expect(createListing(ctx, car('too late'))).rejects.toMatchObject(gone)
    expect(await listMemberships(on.db, ctx.actor.id!)).toEqual([])
    expect(await findApiKey(on.db, hashKey(key))).toBeUndefined()
    expect(await findWebhook(on.db, botId)).toBeUndefined()
    await expect(useEmailLink(ctx, link)).rejects.toMatchObject({ code: 'not_found' })
    expect(await findWorkspaceBySlug(on.db, slug)).toBeUndefined()
    expect(on.wakes.some(({ job, payload }) => job === workspacePurge && isOf(payload, ctx))).toBe(true)
  })

  test('leaves no row in any table, and no other workspace loses one', async () => {
    const [ctx, other] = [await owned(), await owned()]
    await testBot(ctx)
    const others = await rowsOf(other)
    await deleteWorkspace(ctx, { name })
    expect(await purgeRows(on.db, ctx.workspaceId, () => true)).toBe('gone')
    await forgetWorkspace(on.db, ctx.workspaceId)
    expect(await rowsOf(ctx)).toEqual({})
    expect(await rowsOf(other)).toEqual(others)
    expect(await admin`select from workspaces where id = ${ctx.workspaceId}`).toHaveLength(0)
    // A wake-up may come later than that.
    await expect(createListing(ctx, car('too late'))).rejects.toMatchObject(gone)
  })

  test('that is only half gone is found by the sweeper, and goes on where it was cut off', async () => {
    const ctx = await owned()
    await deleteWorkspace(ctx, { name })
    let turns = 0
    expect(await purgeRows(on.db, ctx.workspaceId, () => ++turns < 3)).toBe('cut off')
    await admin`update workspaces set deleted_at = now() - interval '1 minute' where id = ${ctx.workspaceId}`
    on.wakes.length = 0
    await wakePurges(on.db)
    expect(on.wakes.some(({ payload }) => isOf(payload, ctx))).toBe(true)
    expect(await purgeRows(on.db, ctx.workspaceId, () => true)).toBe('gone')
    expect(await rowsOf(ctx)).toEqual({})
  })

  test('is purged by one at a time: who comes meanwhile leaves it to them', async () => {
    const ctx = await owned()
    await deleteWorkspace(ctx, { name })
    const before = await rowsOf(ctx)
    await admin.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`purge:${ctx.workspaceId}`}, 0))`
      expect(await purgeRows(on.db, ctx.workspaceId, () => true)).toBe('others')
    })
    expect(await rowsOf(ctx)).toEqual(before)
    const both = [0, 1].map(() => purgeRows(on.db, ctx.workspaceId, () => true))
    expect(await Promise.all(both)).toContain('gone')
    expect(await rowsOf(ctx)).toEqual({})
  })

  test('keeps its rows while it is not deleted, whoever would purge it', async () => {
    const ctx = await owned()
    const before = await rowsOf(ctx)
    await purgeRows(on.db, ctx.workspaceId, () => true)
    await forgetWorkspace(on.db, ctx.workspaceId)
    expect(await rowsOf(ctx)).toEqual(before)
  })

  test('M06: what runs there when it is deleted ends before it, and what begins later has no effect', async () => {
    const ctx = await owned()
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const ends: string[] = []
    const running = withTx(ctx, async (tx) => {
      await createListing({ ...ctx, tx }, car('in time'))
      begin()
      await held
    }).then(() => ends.push('job'))
    await begun
    const deleting = deleteWorkspace(ctx, { name }).then(() => ends.push('deleted'))
    const isWaiting = async () =>
      (
        await admin`
          select from pg_locks where locktype = 'advisory' and not granted
            and database = (select oid from pg_database where datname = current_database())`
      ).length > 0
    await expect.poll(isWaiting).toBe(true)
    // It waits its turn behind the deletion, as a job that looks for work at that moment does.
    const late = createListing(ctx, car('too late'))
    letGo()
    await Promise.all([running, deleting, expect(late).rejects.toMatchObject(gone)])
    expect(ends).toEqual(['job', 'deleted'])
    const [cars] = await admin<[{ n: number }]>`
      select count(*)::int as n from car_listings where workspace_id = ${ctx.workspaceId}`
    expect(cars.n).toBe(2)
  })

  test('is not deleted while something there does not end: it says so and stays open', async () => {
    const ctx = await owned()
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const running = withTx(ctx, async (tx) => {
      await tx.sql`select 1`
      begin()
      await held
    })
    await begun
    await expect(deleteWorkspace(ctx, { name })).rejects.toMatchObject({ code: 'unavailable' })
    letGo()
    await running
    expect(await getWorkspace(ctx)).toMatchObject({ name })
  })
})

describe('a workspace is deleted', () => {
  test('only by its name', async () => {
    const ctx = await owned()
    await expect(deleteWorkspace(ctx, { name: 'test' })).rejects.toMatchObject({
      code: 'unprocessable',
      errors: [{ pointer: '/query/name' }],
    })
    expect(await getWorkspace(ctx)).toMatchObject({ name })
  })

  test('once', async () => {
    const ctx = await owned()
    const ends = await Promise.allSettled([deleteWorkspace(ctx, { name }), deleteWorkspace(ctx, { name })])
    expect(ends.map((end) => end.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('unless it is the installation’s own, whose owners look after the whole', async () => {
    const id = await withSystemTx(on.db, async ({ sql }) => {
      const [first] = await sql<[{ id: string }]>`select id from workspaces order by created_at limit 1`
      return first.id
    })
    const ctx = { ...(await on.workspace()), workspaceId: id }
    await expect(deleteWorkspace(ctx, { name })).rejects.toMatchObject({ code: 'conflict' })
  })

  test.each(otherRoles(permissions['workspace.delete']))('not by %s', async (role) => {
    const ctx = await on.workspace()
    await expect(async () => deleteWorkspace(as(ctx, role), { name })).rejects.toMatchObject({
      code: 'forbidden',
    })
    expect(await getWorkspace(ctx)).toMatchObject({ name })
  })
})

const isOf = (payload: unknown, { workspaceId }: Context) =>
  (payload as { workspaceId?: string }).workspaceId === workspaceId
