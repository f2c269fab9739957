import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listBotChannels } from '@cartie/shared/endpoints/bots'
import { createListing, updateListing } from '@cartie/shared/endpoints/listings'
import { createIntegration, updateIntegration } from '@cartie/shared/endpoints/integrations'
import { createLead } from '@cartie/shared/endpoints/leads'
import { startGoogle, type GoogleServer } from '@cartie/workers/delivery/testing/google-server'
import {
  startHookReceiver,
  verified,
  type HookReceiver,
} from '@cartie/workers/delivery/testing/hook-receiver'
import { readyBot, until } from './browser/dealers-bot.ts'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('the integrations', () => {
  let desk: Desk
  let receiver: HookReceiver
  let google: GoogleServer
  let isBroken = false
  beforeAll(async () => {
    receiver = await startHookReceiver(() =>
      isBroken ? { status: 500, body: 'out of order' } : { status: 200, body: 'welcome' },
    )
    google = await startGoogle()
    desk = await openDesk({ GOOGLE_SHEETS_URL: google.url, GOOGLE_TOKEN_URL: google.tokenUrl })
  })
  afterAll(async () => {
    await desk.close()
    await receiver.close()
    await google.close()
  })
  const lead = (name: string) => desk.cartie.api(createLead, { body: { name } })
  const typesOf = () => receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type)

  test('a webhook is made, its secret shown once, tested, told of a lead, paused, resumed, given a new secret and deleted', async () => {
    const { page } = await desk.visit('/integrations')
    const button = (key: string) => page.getByRole('button', { name: word(key), exact: true })
    await button('integrations_add_first').click()
    const form = page.getByRole('dialog', { name: word('integrations_add_title') })
    const save = form.getByRole('button', { name: word('integrations_create'), exact: true })
    await form.getByLabel('Адреса', { exact: true }).fill('crm')
    await save.click()
    await form.getByText(word('integrations_name_needed')).waitFor()
    await form.getByText(word('integrations_url_wrong')).waitFor()
    await form.getByLabel(word('integrations_name'), { exact: true }).fill('Наша CRM')
    await form.getByLabel('Адреса', { exact: true }).fill(`${receiver.url}/hook`)
    await form.getByLabel(word('integrations_events_all'), { exact: true }).click()
    await save.click()
    await form.getByText(word('integrations_events_needed')).waitFor()
    await form.getByLabel('lead.created', { exact: true }).click()
    await save.click()
    const shown = page.getByRole('dialog', { name: word('integrations_secret_title') })
    const secret = (await shown.locator('code').innerText()).trim()
    await shown.getByRole('button', { name: word('integrations_secret_done') }).click()
    await page.getByRole('heading', { name: 'Наша CRM' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Наша CRM' }).waitFor()
    expect(await page.content()).not.toContain(secret)

    await button('integrations_test').click()
    const answer = page.getByTestId('ping-answer')
    await answer.getByText('welcome').waitFor()
    expect(verified(receiver.received[0]!, secret)).toMatchObject({ type: 'ping' })
    await lead('Олена')
    await expect.poll(typesOf).toEqual(['ping', 'lead.created'])
    expect(verified(receiver.received[1]!, secret)).toMatchObject({ type: 'lead.created', version: 1 })
    const log = page.getByRole('region', { name: word('integrations_log') })
    await log.getByRole('link').filter({ hasText: 'lead.created' }).waitFor()
    await page.getByText(word('integrations_ok'), { exact: true }).first().waitFor()

    await button('integrations_pause').click()
    await page.getByText(word('integrations_paused_text')).waitFor()
    await lead('Тарас')
    await log.getByText(word('deliveries_state_pending')).waitFor()
    expect(typesOf()).toHaveLength(2)
    await button('integrations_resume').click()
    await expect.poll(typesOf).toHaveLength(3)

    await button('integrations_rotate').click()
    await button('integrations_rotate_do').click()
    const second = (await shown.locator('code').innerText()).trim()
    await shown.getByRole('button', { name: word('integrations_secret_done') }).click()
    await lead('Ірина')
    await expect.poll(typesOf).toHaveLength(4)
    for (const one of [secret, second]) expect(verified(receiver.received[3]!, one)).toBeDefined()

    isBroken = true
    await button('integrations_test').click()
    await answer.getByText('out of order').waitFor()
    await answer.getByText(word('integrations_answered', { status: 500 })).waitFor()

    await button('integrations_delete').click()
    const sure = page.getByRole('dialog')
    await sure.getByRole('button', { name: word('integrations_delete'), exact: true }).click()
    await page.getByText(word('integrations_empty_title')).waitFor()
  })

  test('what one was told stands among the deliveries with its tries, and leads back', async () => {
    isBroken = true
    const { page } = await desk.visit('/integrations?new=1')
    const form = page.getByRole('dialog', { name: word('integrations_add_title') })
    await form.getByLabel(word('integrations_name'), { exact: true }).fill('Склад')
    await form.getByLabel('Адреса', { exact: true }).fill(receiver.url)
    await form.getByRole('button', { name: word('integrations_create'), exact: true }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('integrations_secret_done') })
      .click()
    await page.getByTestId('payload').getByText('"leadId"').first().waitFor()
    await lead('Марко')
    await page.getByText(word('integrations_failing'), { exact: true }).first().waitFor()
    await page.getByRole('link', { name: word('integrations_log_all') }).click()
    await page
      .getByRole('list', { name: word('deliveries_label') })
      .getByText('lead.created')
      .click()
    await page.getByText(word('deliveries_tries_title'), { exact: true }).last().waitFor()
    await page
      .getByText(word('deliveries_hook_status', { status: 500 }))
      .first()
      .waitFor()
    await page.getByRole('link', { name: word('deliveries_open_integration') }).click()
    await page.getByRole('heading', { name: 'Склад' }).waitFor()
  })

  test('a sheet is made with a key that is never shown, tested, gets a row for a lead, and says when it is not shared', async () => {
    const { page } = await desk.visit('/integrations?new=1')
    const form = page.getByRole('dialog', { name: word('integrations_add_title') })
    await form.getByLabel(word('integrations_type'), { exact: true }).click()
    await page.getByRole('option', { name: 'Google Таблиці', exact: true }).click()
    const save = form.getByRole('button', { name: word('integrations_create'), exact: true })
    await form.getByLabel(word('integrations_name'), { exact: true }).fill('Журнал лідів')
    await form.getByLabel('Адреса таблиці', { exact: true }).fill(google.spreadsheet)
    await form.getByLabel('Аркуш', { exact: true }).fill('Ліди')
    await form.getByLabel('Імʼя', { exact: true }).click()
    const key = form.getByLabel('Ключ сервісного акаунта (JSON)', { exact: true })
    await save.click()
    await form.getByText(word('integrations_secret_needed')).waitFor()
    await key.fill(google.key)
    await save.click()
    await page.getByRole('heading', { name: 'Журнал лідів' }).waitFor()
    const test = page.getByRole('button', { name: word('integrations_test'), exact: true })
    const answer = page.getByTestId('ping-answer')
    await test.click()
    await answer.getByText(word('deliveries_state_sent')).waitFor()
    await lead('=Марко')
    const written = () => google.tabs.get('Ліди')?.map((row) => row.slice(1))
    await expect.poll(written).toEqual([['Імʼя'], ['=Марко']])
    google.isShared = false
    await test.click()
    await page
      .getByText(word('deliveries_sheets_share', { account: google.account }))
      .first()
      .waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Журнал лідів' }).waitFor()
    expect(await page.content()).not.toContain('PRIVATE KEY')
    expect(await page.getByLabel('Ключ сервісного акаунта (JSON)', { exact: true }).inputValue()).toBe('')
  })

  test('a secret that was typed stays where somebody else saved meanwhile, and is kept once the clash is settled', async () => {
    const { api } = desk.cartie
    const { id, version, config } = await api(createIntegration, {
      body: {
        type: 'GOOGLE_SHEETS',
        name: 'Спільна таблиця',
        config: { what: 'leads', spreadsheet: google.spreadsheet, tab: 'Ліди', columns: ['name'] },
        secret: google.key,
      },
    })
    const { page, complaints } = await desk.visit(`/integrations?id=${id}`)
    const mine = page.getByRole('region', { name: word('integrations_settings') })
    const name = mine.getByLabel(word('integrations_name'), { exact: true })
    const key = mine.getByLabel('Ключ сервісного акаунта (JSON)', { exact: true })
    await name.fill('Моя назва')
    await key.fill(google.key)
    await api(updateIntegration, { params: { id }, body: { version, name: 'Їхня назва', config } })
    await mine.getByRole('button', { name: word('integrations_save'), exact: true }).click()
    await page.getByText(word('edit_clash', { fields: word('integrations_name') })).waitFor()
    expect(await key.inputValue()).toBe(google.key)
    expect(complaints.splice(0).filter((one) => !one.includes('409'))).toEqual([])
    await mine.getByRole('button', { name: word('integrations_save'), exact: true }).click()
    await page.getByText(word('integrations_saved')).waitFor()
    await expect.poll(() => key.inputValue()).toBe('')
  })

  test('what is open beside the list shows that it is on its way', async () => {
    const { page, go } = await desk.visit('/settings/account')
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/api/v1/integrations', async (route) => {
      await held
      await route.continue()
    })
    await go('/integrations?id=01890a5d-ac96-774b-bcce-b302099a8057')
    const detail = page.getByRole('complementary', { name: word('integrations_detail') })
    await detail.getByRole('status', { name: word('loading') }).waitFor()
    release()
    await detail.getByText(word('integrations_gone_title')).waitFor()
  })

  test('the list of channels says that it is on its way, that it could not be read, and that there is none', async () => {
    const { page, complaints, go } = await desk.visit('/integrations')
    const asked = Promise.withResolvers<void>()
    await page.route(
      /\/api\/v1\/bots(\?|$)/,
      async (route) => {
        await asked.promise
        await route.fulfill({ status: 503, json: {} })
      },
      { times: 1 },
    )
    await go('/integrations?new=1')
    const form = page.getByRole('dialog', { name: word('integrations_add_title') })
    await form.getByLabel(word('integrations_type'), { exact: true }).click()
    await page.getByRole('option', { name: 'Канал Telegram', exact: true }).click()
    const list = form.getByLabel('Канал', { exact: true })
    await expect.poll(() => list.innerText()).toBe(word('loading'))
    expect(await list.isDisabled()).toBe(true)
    asked.resolve()
    await form.getByRole('button', { name: word('retry') }).click()
    await form.getByText(word('integrations_no_channel')).waitFor()
    expect(await list.isDisabled()).toBe(true)
    expect(complaints.splice(0)).toEqual([expect.stringContaining('503')])
  })

  test('a channel is chosen, gets new cars by the rule, and its posts follow price and sale', async () => {
    const { api, telegram, site } = desk.cartie
    const { bot, id: botId } = await readyBot(desk.cartie, 710_301)
    const channel = telegram.addChannel({
      title: 'Авто з Дніпра',
      creator: telegram.addUser({ firstName: 'Олег' }),
    })
    channel.promotes(bot)
    // The bot is told of the channel by an update, which takes a moment.
    await until(
      async () => (await api(listBotChannels, { params: { id: botId } })).data,
      (known) => known.some(({ title, canPost }) => canPost && title === 'Авто з Дніпра'),
    )
    const { page } = await desk.visit('/integrations?new=1')
    const form = page.getByRole('dialog', { name: word('integrations_add_title') })
    const choose = async (field: string, option: string) => {
      await form.getByLabel(field, { exact: true }).click()
      await page.getByRole('option', { name: option, exact: true }).click()
    }
    await choose(word('integrations_type'), 'Канал Telegram')
    await form.getByLabel('Канал', { exact: true }).click()
    await page.getByRole('option', { name: 'Авто з Дніпра' }).click()
    await form.getByLabel(word('integrations_name'), { exact: true }).fill('Наш канал')
    await form.getByRole('button', { name: word('integrations_create'), exact: true }).click()
    await page.getByRole('heading', { name: 'Наш канал' }).waitFor()
    await page.getByRole('button', { name: word('integrations_test'), exact: true }).click()
    await page.getByTestId('ping-answer').getByText(word('deliveries_state_sent')).waitFor()
    expect(channel.messages).toEqual([])

    const images = [`${site.url}/1.jpg`]
    const price = (amount: number) => ({ amount, currency: 'USD' })
    const car = await api(createListing, {
      body: { title: 'BMW X5', year: 2018, price: price(35_000), images },
    })
    const said = () => channel.messages.map(({ text, caption }) => text ?? caption)
    await expect.poll(said).toEqual([expect.stringMatching(/^BMW X5 · 2018 · 35.000 \$$/)])
    await api(updateListing, { params: { id: car.id }, body: { price: price(33_000) } })
    await expect.poll(said).toEqual([expect.stringMatching(/33.000 \$\n🔻 було 35.000 \$$/)])
    await api(updateListing, { params: { id: car.id }, body: { status: 'SOLD' } })
    await expect.poll(said).toEqual([expect.stringMatching(/^✅ Продано/)])
    await page
      .getByRole('region', { name: word('integrations_log') })
      .getByText('✅ Продано')
      .waitFor()
  })
})
