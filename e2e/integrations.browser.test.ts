import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLead } from '@cartie/shared/endpoints/leads'
import {
  startHookReceiver,
  verified,
  type HookReceiver,
} from '@cartie/workers/delivery/testing/hook-receiver'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('the integrations', () => {
  let desk: Desk
  let receiver: HookReceiver
  let isBroken = false
  beforeAll(async () => {
    receiver = await startHookReceiver(() =>
      isBroken ? { status: 500, body: 'out of order' } : { status: 200, body: 'welcome' },
    )
    desk = await openDesk()
  })
  afterAll(async () => {
    await desk.close()
    await receiver.close()
  })
  const patience = { timeout: 15_000 }
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
    await expect.poll(typesOf, patience).toEqual(['ping', 'lead.created'])
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
    await expect.poll(typesOf, patience).toHaveLength(3)

    await button('integrations_rotate').click()
    await button('integrations_rotate_do').click()
    const second = (await shown.locator('code').innerText()).trim()
    await shown.getByRole('button', { name: word('integrations_secret_done') }).click()
    await lead('Ірина')
    await expect.poll(typesOf, patience).toHaveLength(4)
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
})
