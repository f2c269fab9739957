import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createBot, getBot, listBotChannels, updateBotChannel } from '@cartie/shared/endpoints/bots'
import { listListings } from '@cartie/shared/endpoints/listings'
import { ImportRules } from '@cartie/shared/schemas/bot'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'
import type { Channel } from './telegram/channel.ts'

const token = '7201:AAHposts_posts_posts_posts_posts_post'
/** One dot. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('the posts of a channel', () => {
  let desk: Desk
  let botId: string
  let channel: Channel
  beforeAll(async () => {
    desk = await openDesk()
    const { telegram, api } = desk.cartie
    const bot = telegram.addBot({ token, username: 'posts_desk_bot', name: 'Cartie Auto' })
    botId = (await api(createBot, { body: { token, intake: 'webhook' } })).id
    const isReady = async () => (await api(getBot, { params: { id: botId } })).status === 'ready'
    await vi.waitUntil(isReady, { timeout: 30_000 })
    channel = telegram.addChannel({
      title: 'Авто Львів',
      username: 'avto_lviv',
      creator: telegram.addUser({ firstName: 'Д' }),
    })
    channel.promotes(bot)
    const known = async () => (await api(listBotChannels, { params: { id: botId } })).data[0]
    const { id: channelId } = await vi.waitUntil(known, { timeout: 30_000 })
    const rules = ImportRules.parse({ minYear: 2015, status: 'AVAILABLE' })
    await api(updateBotChannel, { params: { id: botId, channelId }, body: { imports: true, rules } })
  })
  afterAll(() => desk.close())

  const reasonOf = { uk: 'Рік раніший, ніж дозволяє правило' }

  test('are seen as they come, with their cars or the reason; a refused one is saved by hand', async () => {
    const { page } = await desk.visit(`/telegram?id=${botId}&tab=channels`)
    const posts = page.getByRole('list', { name: word('posts_title') })
    await page.getByText(word('posts_empty'), { exact: true }).waitFor()
    channel.posts({ album: [png, png], caption: 'BMW X5 2018, 35 000 $, 120 тис км, Київ' })
    const saved = posts.getByRole('listitem').filter({ hasText: 'BMW X5 2018' })
    await saved.getByText(word('posts_outcome_saved'), { exact: true }).waitFor()
    await saved.getByRole('link', { name: word('posts_open') }).waitFor()
    channel.posts('Skoda Octavia 2011, 6 500 $, 210 тис км, Львів')
    const old = posts.getByRole('listitem').filter({ hasText: 'Octavia' })
    await old.getByText(reasonOf.uk, { exact: true }).waitFor()

    // The filter shows what was not saved; from there it is saved by hand.
    await page.getByRole('combobox', { name: word('posts_show'), exact: true }).click()
    await page.getByRole('option', { name: word('posts_show_refused'), exact: true }).click()
    await expect.poll(() => posts.getByRole('listitem').count()).toBe(1)
    await old.getByRole('button', { name: word('posts_save'), exact: true }).click()
    await page.getByText(word('posts_none_such'), { exact: true }).waitFor()
    const octavias = async () =>
      (await desk.cartie.api(listListings, { query: { q: 'octavia', limit: 5 } })).data.map((car) => car.year)
    await expect.poll(octavias).toEqual([2011])

    // The car of the first post, with its photos from this installation.
    await page.getByRole('combobox', { name: word('posts_show'), exact: true }).click()
    await page.getByRole('option', { name: word('posts_show_all'), exact: true }).click()
    await saved.getByRole('link', { name: 'BMW X5 2018', exact: true }).click()
    await page.waitForURL(/\/inventory/)
    const photo = page.locator('img[src^="/api/media/"]').first()
    await photo.waitFor()
    await expect
      .poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0)
  })

  test('pass by words that exclude, once a person has written them', async () => {
    const { page } = await desk.visit(`/telegram?id=${botId}&tab=channels`)
    await page.getByLabel(word('posts_rule_never'), { exact: true }).fill('аварійн, розбір')
    await page.getByLabel(word('posts_rule_seller'), { exact: false }).fill('Автохаус')
    await page.getByRole('button', { name: word('telegram_save'), exact: true }).click()
    channel.posts('Mazda 6 2018 після ДТП, аварійна, 6 000 $, 90 тис км')
    const posts = page.getByRole('list', { name: word('posts_title') })
    const mazda = posts.getByRole('listitem').filter({ hasText: 'Mazda' })
    await mazda.getByText('Є слово, яке правило виключає', { exact: true }).waitFor()
    channel.posts('Audi A6 2019, 27 000 $, 90 тис км, Львів')
    await posts
      .getByRole('listitem')
      .filter({ hasText: 'Audi' })
      .getByText(word('posts_outcome_saved'), { exact: true })
      .waitFor()
    const { data } = await desk.cartie.api(listListings, { query: { q: 'audi', limit: 5 } })
    expect(data).toMatchObject([{ seller: { name: 'Автохаус' } }])
  })

  test('keep what is typed of their rule while a colleague changes it', async () => {
    const { api } = desk.cartie
    const { data } = await api(listBotChannels, { params: { id: botId } })
    const { id: channelId, rules } = data[0]!
    const change = (body: Partial<ImportRules>) =>
      api(updateBotChannel, { params: { id: botId, channelId }, body: { rules: { ...rules, ...body } } })
    const { page } = await desk.visit(`/telegram?id=${botId}&tab=channels`)
    const field = (key: string) => page.getByLabel(word(key), { exact: true })
    const save = page.getByRole('button', { name: word('telegram_save'), exact: true })
    await field('telegram_rule_words').fill('терміново')
    await change({ maxYear: 2024 })
    await expect.poll(() => field('telegram_rule_year_to').inputValue()).toBe('2024')
    expect(await field('telegram_rule_words').inputValue()).toBe('терміново')

    await change({ maxYear: 2024, keywords: ['торг'] })
    const clash = page.getByText(word('edit_clash', { fields: word('telegram_rule_words') }))
    await clash.waitFor()
    expect(await field('telegram_rule_words').inputValue()).toBe('терміново')
    await save.click()
    await clash.waitFor({ state: 'detached' })
    const known = async () => (await api(listBotChannels, { params: { id: botId } })).data[0]?.rules
    await expect.poll(known).toMatchObject({ maxYear: 2024, keywords: ['терміново'] })
  })

  test.each([
    { language: 'ru', theme: 'dark', width: 360, height: 740 },
    { language: 'en', theme: 'light', width: 1024, height: 800 },
  ] as const)('fit $width px in $language', async (view) => {
    const { page } = await desk.visit(`/telegram?id=${botId}&tab=channels`, view)
    await page.getByRole('list', { name: word('posts_title', {}, view.language) }).waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(wide).toBeLessThanOrEqual(0)
  })
})
