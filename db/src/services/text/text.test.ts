import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '@cartie/shared/domain/roles'
import { TextPatch } from '@cartie/shared/schemas/text'
import { textKeys, textKinds } from '@cartie/shared/texts/registry'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { changeText } from './change.ts'
import { listTexts } from './list.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const ownOf = async (ctx: Context, key: string) =>
  (await listTexts(ctx)).data.find((one) => one.key === key)!.own
const changesOf = (ctx: Context) =>
  withTx(
    ctx,
    ({ sql }) => sql<{ changes: unknown }[]>`
      select payload -> 'changes' as changes from events where name = 'workspace.changed' order by id`,
  )

describe('the texts of a workspace', () => {
  test('are all there, built in, until somebody writes their own', async () => {
    const ctx = await on.workspace()
    const { data } = await listTexts(ctx)
    expect(data.map(({ key }) => key)).toEqual(textKeys)
    expect(data[0]).toMatchObject({
      key: 'car_post',
      limit: 1024,
      builtIn: textKinds.car_post.builtIn,
      own: { uk: '', ru: '', en: '' },
    })
    expect(data[0]!.variables).toContain('price_before')
  })

  test('change in the languages that are given alone, and go back to the built-in ones when they are emptied', async () => {
    const ctx = await on.workspace()
    const made = await changeText(ctx, 'deal_won', { uk: 'Вітаємо! {car}', en: 'Well done! {car}' })
    expect(made.own).toEqual({ uk: 'Вітаємо! {car}', ru: '', en: 'Well done! {car}' })
    await changeText(ctx, 'deal_won', TextPatch.parse({ en: '  ', ru: 'Ура' }))
    expect(await ownOf(ctx, 'deal_won')).toEqual({ uk: 'Вітаємо! {car}', ru: 'Ура', en: '' })
    expect(await ownOf(ctx, 'deal_lost')).toEqual({ uk: '', ru: '', en: '' })
  })

  test('leave a trace of what was before and is after, and none where nothing changes', async () => {
    const ctx = await on.workspace()
    await changeText(ctx, 'deal_won', { uk: 'Раз' })
    await changeText(ctx, 'deal_won', { uk: 'Раз', ru: '' })
    await changeText(ctx, 'deal_won', { uk: '' })
    expect((await changesOf(ctx)).map(({ changes }) => changes)).toEqual([
      { 'texts.deal_won.uk': { from: null, to: 'Раз' } },
      { 'texts.deal_won.uk': { from: 'Раз', to: null } },
    ])
  })

  test('that can’t be sent are refused with the language, the variable and the cure; nothing of them is kept', async () => {
    const ctx = await on.workspace()
    const wrong = { uk: 'Гарно', ru: '{phone}', en: '<b>x' }
    await expect(async () => changeText(ctx, 'deal_won', wrong)).rejects.toMatchObject({
      code: 'invalid',
      errors: [
        { pointer: '/ru', code: 'unknown_variable', message: expect.stringContaining('{phone}') as string },
        { pointer: '/en', code: 'unclosed_tag', message: expect.stringContaining('</b>') as string },
      ],
    })
    expect(await ownOf(ctx, 'deal_won')).toEqual({ uk: '', ru: '', en: '' })
  })

  test('are seen and changed in their workspace alone, also where many change them at once', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    await Promise.all(
      [1, 2, 3, 4].map((n) => changeText(n % 2 ? ctx : other, 'deal_won', { uk: n % 2 ? 'Ми' : 'Вони' })),
    )
    expect((await ownOf(ctx, 'deal_won')).uk).toBe('Ми')
    expect((await ownOf(other, 'deal_won')).uk).toBe('Вони')
    expect(await withTx(ctx, ({ sql }) => sql`select text from own_texts`)).toEqual([{ text: 'Ми' }])
  })

  test.each(otherRoles(permissions['workspace.write']))('are not changed by %s', async (role) => {
    const ctx = await on.workspace()
    await expect(async () => changeText(as(ctx, role), 'deal_won', { uk: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
