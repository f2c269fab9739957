import { sitePreview } from '@cartie/shared/jobs/site-preview'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { claimPreview } from './claim-preview.ts'
import { deleteProfile } from './delete-profile.ts'
import { finishPreview, type PreviewResult } from './finish-preview.ts'
import { getPreview } from './get-preview.ts'
import { listProfiles } from './list-profiles.ts'
import { readProfiles } from './read-profiles.ts'
import { readQuota } from './read-quota.ts'
import { saveProfile } from './save-profile.ts'
import { spendQuota } from './spend-quota.ts'
import { startPreview } from './start-preview.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const profiles = (ctx: Context, host: string) => withTx(ctx, (tx) => readProfiles(ctx, tx, [host]))
const writers = ['OWNER', 'ADMIN', 'MANAGER'] as const
const input = { url: 'https://cars.example/1', rules: { title: { selector: 'h1' } } }
const seen: PreviewResult = {
  status: 'done',
  reason: null,
  kind: 'listing',
  found: 1,
  listings: [],
  losers: {},
  matches: { title: { count: 1, text: 'VW\u0000 Golf \ud800' } },
  html: '<h1>VW Golf</h1>',
}

describe('previews of the parser lab', () => {
  test('a started preview is a row and a wake; it is claimed once, finished once and told of', async () => {
    const ctx = await on.workspace()
    const { id } = await startPreview(ctx, input)
    expect(on.wakes.at(-1)).toMatchObject({ job: sitePreview, payload: { previewId: id } })
    expect(await claimPreview(ctx, id)).toEqual({ ...input, card: null })
    expect(await claimPreview(ctx, id)).toBeNull()
    await finishPreview(ctx, id, seen)
    await finishPreview(ctx, id, { ...seen, status: 'failed' })
    expect(await getPreview(ctx, id)).toMatchObject({
      status: 'done',
      found: 1,
      matches: { title: { text: 'VW Golf \ufffd' } },
    })
    const events = await withTx(ctx, (tx) => tx.sql`select name, payload from events`)
    expect(events).toEqual([{ name: 'site_preview.finished', payload: { previewId: id } }])
  })

  test('a reader that died leaves the preview to the next one', async () => {
    const ctx = await on.workspace()
    const { id } = await startPreview(ctx, input)
    await claimPreview(ctx, id)
    await withTx(ctx, (tx) => tx.sql`update site_previews set lease_until = now() - interval '1 second'`)
    expect(await claimPreview(ctx, id)).not.toBeNull()
  })

  test('a reason is told in the language of who asks', async () => {
    const ctx = await on.workspace()
    const { id } = await startPreview(ctx, input)
    await claimPreview(ctx, id)
    await finishPreview(ctx, id, { ...seen, status: 'failed', reason: 'captcha' })
    expect(await getPreview(ctx, id, 'uk')).toMatchObject({
      reasonCode: 'captcha',
      reason: 'Сайт просить підтвердити, що ви не робот',
    })
  })

  test('another workspace neither sees, claims nor finishes it', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { id } = await startPreview(ctx, input)
    await expect(getPreview(other, id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await claimPreview(other, id)).toBeNull()
    await claimPreview(ctx, id)
    await finishPreview(other, id, seen)
    expect((await getPreview(ctx, id)).status).toBe('running')
  })

  test('roles below a manager start none', async () => {
    const ctx = await on.workspace()
    for (const role of otherRoles(writers)) {
      await expect(startPreview(as(ctx, role), input)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(getPreview(as(ctx, 'VIEWER'), randomUUID())).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('readers made by hand', () => {
  const profile = { host: 'www.cars.example', name: 'Cars', rules: input.rules }

  test('saving a host again replaces its reader', async () => {
    const ctx = await on.workspace()
    const first = await saveProfile(ctx, profile)
    const again = await saveProfile(ctx, { ...profile, name: 'New', card: { selector: '.card' } })
    expect(again).toMatchObject({
      id: first.id,
      host: 'cars.example',
      name: 'New',
      card: { selector: '.card' },
    })
    expect((await listProfiles(ctx)).data).toEqual([again])
  })

  test('a reader serves its host and the hosts below it, and no other', async () => {
    const ctx = await on.workspace()
    await saveProfile(ctx, profile)
    await saveProfile(ctx, { ...profile, host: 'kyiv.cars.example' })
    const hosts = async (host: string) => (await profiles(ctx, host)).map((p) => p.host)
    expect(await hosts('www.kyiv.cars.example')).toEqual(['kyiv.cars.example', 'cars.example'])
    expect(await hosts('CARS.example')).toEqual(['cars.example'])
    expect(await hosts('notcars.example')).toEqual([])
  })

  test('another workspace has none of them and deletes none', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { id } = await saveProfile(ctx, profile)
    expect((await listProfiles(other)).data).toEqual([])
    expect(await profiles(other, 'cars.example')).toEqual([])
    await expect(deleteProfile(other, id)).rejects.toMatchObject({ code: 'not_found' })
    await deleteProfile(ctx, id)
    expect((await listProfiles(ctx)).data).toEqual([])
  })

  test('roles below a manager write none', async () => {
    const ctx = await on.workspace()
    const { id } = await saveProfile(ctx, profile)
    for (const role of otherRoles(writers)) {
      await expect(saveProfile(as(ctx, role), profile)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(deleteProfile(as(ctx, role), id)).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})

describe("a site's quota", () => {
  const window = '2026-11-24T10'

  test('exactly the allowed number of requests is granted, however many ask at once', async () => {
    const ctx = await on.workspace()
    const asked = Array.from({ length: 30 }, () =>
      spendQuota(ctx, { site: 'auto.ria.com', window, limit: 20 }),
    )
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(20)
    expect(await readQuota(ctx, new Date('2026-11-24T10:30:00Z'))).toEqual([
      { site: 'auto.ria.com', limit: 20, used: 20, window },
    ])
  })

  test('a window that is over counts as unused, and no other workspace spends it', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    await spendQuota(ctx, { site: 's', window, limit: 1 })
    expect(await readQuota(ctx, new Date('2026-11-24T11:00:00Z'))).toMatchObject([
      { used: 0, window: '2026-11-24T11' },
    ])
    expect(await readQuota(other)).toEqual([])
    expect(await spendQuota(other, { site: 's', window, limit: 1 })).toBe(true)
    expect(await spendQuota(other, { site: 'none', window, limit: 0 })).toBe(false)
  })
})
