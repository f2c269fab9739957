import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createScenario, getScenario, listScenarios, saveScenario } from '@cartie/shared/endpoints/scenarios'
import { leadCapture } from '@cartie/shared/scenario/templates/lead-capture'
import { readyBot } from './browser/dealers-bot.ts'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('scenarios', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('a newcomer opens a ready scenario, plays it to its lead, changes it, mends it, publishes it and goes back', async () => {
    const { page } = await desk.visit('/scenarios', { width: 1440, height: 900 })
    const { uk: name } = leadCapture.name
    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()

    await page.getByRole('tab', { name: word('scenarios_simulator') }).click()
    await page.getByRole('button', { name: word('scenarios_play_begin') }).click()
    const chat = page.getByRole('log', { name: word('scenarios_chat') })
    await say(page, 'Олег')
    await page
      .getByRole('group', { name: word('scenarios_keyboard') })
      .getByRole('button')
      .first()
      .click()
    await say(page, 'BMW X5 від 2018 до 35 000 $, Київ')
    await chat.getByText('L-000001').waitFor()
    const effects = page.getByRole('list', { name: word('scenarios_effects') })
    const lead = effects.getByRole('listitem').filter({ hasText: word('scenarios_effect_lead') })
    for (const part of ['Олег', '+380671234567', 'BMW', 'X5', '35 000 $'])
      await lead.getByText(part, { exact: true }).waitFor()
    // The way that the talk went is marked on the canvas.
    expect(await page.locator('.svelte-flow__edge.played').count()).toBeGreaterThan(4)

    await page.locator('.svelte-flow__node').filter({ hasText: 'Вітаємо! Допоможемо' }).click()
    await page.getByRole('tab', { name: word('scenarios_step') }).click()
    const text = page.getByRole('textbox', { name: 'Текст', exact: true })
    await text.fill('')
    await page.getByRole('button', { name: word('scenarios_publish') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(word('scenarios_publish_blocked')).waitFor()
    expect(await dialog.getByRole('button', { name: word('scenarios_publish') }).isDisabled()).toBe(true)
    await dialog
      .getByRole('list', { name: word('scenarios_problems') })
      .getByRole('button')
      .first()
      .click()
    await dialog.waitFor({ state: 'detached' })
    await text.fill('Добрий день! Як вас звати?')
    await page.getByText(word('scenarios_saved'), { exact: true }).waitFor()
    await page.getByRole('button', { name: word('scenarios_publish') }).click()
    await dialog.getByRole('textbox').fill('Коротше привітання')
    await dialog.getByRole('button', { name: word('scenarios_publish') }).click()
    await page.getByText(word('scenarios_live_version', { number: 2 })).waitFor()

    await page.getByRole('tab', { name: word('scenarios_versions') }).click()
    await page.getByText('Коротше привітання').waitFor()
    await page.getByRole('button', { name: `${word('scenarios_version_view')}: 1` }).click()
    await page.getByText(word('scenarios_viewing', { number: 1 })).waitFor()
    await page.getByText(word('scenarios_diff_options')).first().waitFor()
    await page.getByRole('button', { name: word('scenarios_version_take') }).click()
    await page.getByText(word('scenarios_version_taken', { number: 1 })).waitFor()
    await page.getByText(word('scenarios_saved'), { exact: true }).waitFor()
    await page.getByRole('button', { name: word('scenarios_publish') }).click()
    await dialog.getByRole('button', { name: word('scenarios_publish') }).click()
    await page.getByText(word('scenarios_live_version', { number: 3 })).waitFor()

    const { api } = desk.cartie
    const made = (await api(listScenarios, { query: {} })).data.find(
      (one) => one.templateId === leadCapture.id,
    )
    const { draft } = await api(getScenario, { params: { id: made!.id } })
    expect(draft.nodes).toEqual(leadCapture.graph.nodes)
  })

  test('steps are added, led to each other, taken out, brought back and copied by the keyboard', async () => {
    const { api } = desk.cartie
    const { id } = await api(createScenario, { body: { name: 'Клавіші' } })
    const { page } = await desk.visit(`/scenarios/${id}?step=start`, { width: 1440, height: 900 })
    const steps = page.locator('.svelte-flow__node')
    await steps.first().waitFor()
    const draft = async () => (await api(getScenario, { params: { id } })).draft
    const saved = () => page.getByText(word('scenarios_saved'), { exact: true }).waitFor()

    const palette = page.getByRole('list', { name: word('scenarios_palette') })
    await palette.getByRole('button', { name: 'Повідомлення' }).press('Enter')
    await expect.poll(() => steps.count()).toBe(2)
    await saved()
    await expect.poll(async () => (await draft()).nodes[0]?.exits).toEqual({ next: 'message-1' })
    await steps.nth(1).focus()
    await page.keyboard.press('Delete')
    await expect.poll(() => steps.count()).toBe(1)
    await page.keyboard.press('Control+z')
    await expect.poll(() => steps.count()).toBe(2)
    await steps.nth(1).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+c')
    await page.keyboard.press('Control+v')
    await expect.poll(() => steps.count()).toBe(3)
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+y')
    await expect
      .poll(async () => (await draft()).nodes.map((node) => node.id))
      .toEqual(['start', 'message-1', 'message-2'])
  })

  test('who saves after somebody else is told so, and loses nothing', async () => {
    const { api } = desk.cartie
    const made = await api(createScenario, { body: { name: 'Разом', templateId: 'language' } })
    const params = { id: made.id }
    const { page, complaints } = await desk.visit(`/scenarios/${made.id}`, { width: 1440, height: 900 })
    const steps = page.locator('.svelte-flow__node')
    await steps.first().waitFor()
    // Their change is not told to this page, as if its stream were cut.
    await page.route('**/api/v1/scenarios/*', (route) =>
      route.request().method() === 'GET' ? route.abort() : route.continue(),
    )
    await api(saveScenario, { params, body: { version: made.version, name: 'Разом удвох' } })
    const palette = page.getByRole('list', { name: word('scenarios_palette') })
    await palette.getByRole('button', { name: 'Кінець' }).click()
    await page.getByText(word('scenarios_conflict')).waitFor()
    await page.unroute('**/api/v1/scenarios/*')
    await page.getByRole('button', { name: word('scenarios_conflict_keep') }).click()
    await page.getByText(word('scenarios_saved'), { exact: true }).waitFor()
    const now = await api(getScenario, { params })
    expect(now.name).toBe('Разом удвох')
    expect(now.draft.nodes.length).toBe(made.draft.nodes.length + 1)
    // The refused save and the stream that was cut.
    expect(complaints.splice(0).filter((one) => !/409|ERR_FAILED/.test(one))).toEqual([])
  })

  test('a scenario is given to a bot where it is written', async () => {
    const { api } = desk.cartie
    const { id: botId } = await readyBot(desk.cartie, 7301, 'Вітрина')
    const { id } = await api(createScenario, { body: { name: 'Для бота', templateId: 'language' } })
    const { page } = await desk.visit(`/scenarios/${id}`, { width: 1440, height: 900 })
    const bots = page.getByRole('group', { name: word('scenarios_bots_of') })
    await bots.getByRole('checkbox', { name: 'Вітрина' }).click()
    await page.getByText(word('scenarios_bot_on', { name: 'Вітрина' })).waitFor()
    expect((await api(getScenario, { params: { id } })).botIds).toEqual([botId])
    await page.getByRole('button', { name: word('undo') }).click()
    await expect.poll(async () => (await api(getScenario, { params: { id } })).botIds).toEqual([])
  })

  test('on a phone a step is found in the list, changed in its form and led on', async () => {
    const { api } = desk.cartie
    const { id } = await api(createScenario, { body: { name: 'Телефон', templateId: 'language' } })
    const { page } = await desk.visit(`/scenarios/${id}`, { width: 360, height: 740 })
    await page.getByRole('button', { name: word('scenarios_steps'), exact: true }).click()
    await page
      .getByRole('list', { name: word('scenarios_steps') })
      .getByRole('button')
      .first()
      .click()
    await page
      .getByRole('dialog')
      .getByRole('group', { name: word('scenarios_exits') })
      .waitFor()
    await page.getByRole('button', { name: word('close') }).click()
    await page.getByRole('button', { name: word('scenarios_simulator') }).click()
    await page.getByRole('button', { name: word('scenarios_play_begin') }).click()
    await page.getByRole('log').getByRole('button').first().waitFor()
  })
})

async function say(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: word('scenarios_play_message') })
  await box.fill(text)
  await box.press('Enter')
}
