import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { listBotChannels } from '@cartie/shared/endpoints/bots'
import { listRequestPosts, previewBroadcast } from '@cartie/shared/endpoints/broadcasts'
import { createPartner, invitePartner } from '@cartie/shared/endpoints/partners'
import { changeRequestStatus, createRequest, getRequest } from '@cartie/shared/endpoints/requests'
import { readyBot } from './browser/dealers-bot.ts'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'
import type { Channel } from './telegram/channel.ts'

/** Where a request's broadcast is shown. */
const panelOf = (id: string) => `/requests?id=${id}&tab=broadcast`

describe('the broadcast of a request', () => {
  let desk: Desk
  let channel: Channel
  let requestId: string
  beforeAll(async () => {
    desk = await openDesk()
    const { api, telegram } = desk.cartie
    const dealers = await readyBot(desk.cartie, 710_002)
    channel = telegram.addChannel({
      title: 'Запити дилерам',
      creator: telegram.addUser({ firstName: 'Д' }),
    })
    channel.promotes(dealers.bot)
    const partner = await api(createPartner, { body: { name: 'Автохаус', makes: ['BMW'] } })
    const { link } = await api(invitePartner, { params: { id: partner.id }, body: { days: 7 } })
    const oleh = telegram.addUser({ firstName: 'Олег', languageCode: 'uk' })
    oleh.sends(dealers.bot, `/start ${new URL(link).searchParams.get('start')}`)
    await oleh.receives(dealers.bot, 'Автохаус')
    const known = async () =>
      (await api(listBotChannels, { params: { id: dealers.id } })).data.some((one) => one.canPost)
    await vi.waitUntil(known, { timeout: 30_000 })
    const body = { title: 'BMW X5 від 2018', criteria: { makes: ['BMW'], yearFrom: 2018 } }
    requestId = (await api(createRequest, { body })).id
  })
  afterAll(() => desk.close())

  const posts = async () =>
    (await desk.cartie.api(listRequestPosts, { params: { id: requestId } })).data.map(
      ({ title, wave, state }) => [title, wave, state],
    )

  test('goes out wave by wave after a look at what can’t be taken back, and is edited and closed', async () => {
    const { api } = desk.cartie
    const { page } = await desk.visit(panelOf(requestId))
    const button = (key: string, values = {}) =>
      page.getByRole('button', { name: word(key, values), exact: true })
    const preview = page.getByRole('region', { name: word('broadcast_preview') })
    await preview.getByText('Марка: BMW').waitFor()

    // The partner is asked first, the channel an hour later; both go at once where they are in one wave.
    const { targets } = await api(previewBroadcast, { params: { id: requestId } })
    expect(targets.map((one) => [one.target, one.wave])).toEqual([
      ['partner', 1],
      ['channel', 2],
    ])
    await page.getByRole('combobox', { name: word('broadcast_wave_of', { title: 'Запити дилерам' }) }).click()
    await page.getByRole('option', { name: word('broadcast_wave', { n: 1 }), exact: true }).click()
    await button('broadcast_publish', { count: 2, countText: '2' }).click()
    await page.getByRole('dialog').getByText(word('broadcast_confirm_text')).waitFor()
    expect(channel.messages).toEqual([])
    await button('broadcast_send').click()
    const list = page.getByRole('region', { name: word('broadcast_posts') })
    await expect.poll(() => list.getByText(word('broadcast_state_posted')).count()).toBe(2)
    expect(channel.messages).toHaveLength(1)
    expect(channel.messages[0]!.text).toContain('BMW X5')
    expect((await api(getRequest, { params: { id: requestId } })).status).toBe('PUBLISHED')

    await button('broadcast_edit_text').click()
    await page.getByLabel(word('broadcast_text'), { exact: true }).fill('<b>Терміново</b>: X5')
    await preview.getByText('Терміново').first().waitFor()
    await button('broadcast_text_save').click()
    await expect.poll(() => channel.messages[0]!.text).toBe('Терміново: X5')

    await button('broadcast_close', { title: 'Запити дилерам' }).click()
    await expect.poll(() => channel.messages[0]!.text).toContain('Запит закрито')
    await list.getByText(word('broadcast_state_closed')).waitFor()
    await button('broadcast_again', { title: 'Запити дилерам' }).click()
    await expect.poll(() => channel.messages[0]!.text).toBe('Терміново: X5')
    expect(channel.messages).toHaveLength(1)
  })

  test('a wave that has not gone out is cancelled; a request that is closed says so', async () => {
    const { api } = desk.cartie
    const body = { title: 'Audi A6', criteria: { makes: ['Audi'] } }
    const other = await api(createRequest, { body })
    const { page } = await desk.visit(panelOf(other.id))
    const button = (key: string, values = {}) =>
      page.getByRole('button', { name: word(key, values), exact: true })
    const wave = page.getByRole('combobox', {
      name: word('broadcast_wave_of', { title: 'Запити дилерам' }),
    })
    await wave.click()
    await page.getByRole('option', { name: word('broadcast_wave', { n: 2 }), exact: true }).click()
    await page
      .getByRole('combobox', { name: word('broadcast_wave_of', { title: 'Автохаус · Олег' }) })
      .click()
    await page.getByRole('option', { name: word('broadcast_wave', { n: 1 }), exact: true }).click()
    await button('broadcast_publish', { count: 2, countText: '2' }).click()
    await button('broadcast_send').click()
    await button('broadcast_cancel', { title: 'Запити дилерам' }).click()
    const list = page.getByRole('region', { name: word('broadcast_posts') })
    await list.getByText(word('broadcast_state_cancelled')).waitFor()
    await list.getByText(word('broadcast_state_posted')).waitFor()
    await api(changeRequestStatus, { params: { id: other.id }, body: { status: 'LOST' } })
    await page.getByText(word('broadcast_closed_title')).waitFor()
    await list.getByText(word('broadcast_state_closed')).waitFor()
    expect(channel.messages).toHaveLength(1)
    expect(await posts()).toHaveLength(2)
  })
})
