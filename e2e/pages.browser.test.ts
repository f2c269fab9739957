import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listBotChannels, updateBot } from '@cartie/shared/endpoints/bots'
import { listChats } from '@cartie/shared/endpoints/chats'
import { createLead } from '@cartie/shared/endpoints/leads'
import { listListings } from '@cartie/shared/endpoints/listings'
import { listParseItems } from '@cartie/shared/endpoints/parses'
import { createPartner, invitePartner } from '@cartie/shared/endpoints/partners'
import { changeRequestStatus, createRequest, getRequest } from '@cartie/shared/endpoints/requests'
import { createScenario, publishScenario, saveScenario } from '@cartie/shared/endpoints/scenarios'
import { leadCapture } from '@cartie/shared/scenario/templates/lead-capture'
import { deadButtons } from './browser/dead-buttons.ts'
import { patience, readyBot, until } from './browser/dealers-bot.ts'
import { openDesk, type Desk } from './browser/desk.ts'
import { sentProposal } from './browser/offered-cars.ts'
import { carName } from './browser/site.ts'
import { messageKeys, word } from './browser/words.ts'

describe('every page', () => {
  let desk: Desk
  let paths: Record<string, string>
  beforeAll(async () => {
    desk = await openDesk()
    const { api, parse, site } = desk.cartie
    site.put('/car/9', { status: 404, body: 'gone' })
    site.put('/car/10', { status: 400, body: 'no' })
    const read = await parse({ urls: Array.from({ length: 12 }, (_, i) => site.car(i + 1)) })
    const items = await api(listParseItems, { params: { id: read.id }, query: { limit: 20 } })
    const item = items.data.find((i) => i.status === 'saved')
    const [car] = (await api(listListings, { query: { q: carName(4), limit: 5 } })).data
    const lead = await api(createLead, { body: { name: 'Anna', phone: '+380671234567', tags: ['vip'] } })
    const request = await api(createRequest, {
      body: {
        leadId: lead.id,
        text: 'BMW X5 2018-2020 diesel automatic black up to 40k $',
        priority: 'URGENT',
      },
    })
    // The ready scenarios are called in the workspace's language, which is not every reader's.
    await desk.cartie.sql`delete from scenarios`
    // Keywords are the words of all three languages at once: without them each page keeps to its own.
    const graph = structuredClone(leadCapture.graph)
    graph.nodes[0]!.options = { triggers: [{ kind: 'command', command: 'start' }] }
    const scenario = await api(createScenario, { body: { name: 'Zeta', graph } })
    const live = await api(publishScenario, {
      params: { id: scenario.id },
      body: { version: scenario.version },
    })
    await api(createScenario, { body: { name: 'Alpha' } })
    const editor = `/scenarios/${scenario.id}`
    const { bot, chat } = await talkingBot(desk.cartie, live)
    const { proposal, path: proposalPage } = await sentProposal(desk.cartie, 'en')
    const wish = await api(createRequest, { body: { title: 'BMW X5' } })
    await api(changeRequestStatus, { params: { id: wish.id }, body: { status: 'PUBLISHED' } })
    const replay = `/scenarios/replay?chat=${chat.id}`
    const partner = await api(createPartner, { body: { name: 'Alpha Cars', makes: ['BMW'] } })
    await api(invitePartner, { params: { id: partner.id }, body: { days: 14 } })
    paths = {
      import: '/import',
      posts: '/import?tab=posts',
      file: '/import?tab=file',
      search: '/import?tab=search',
      progress: `/import/${read.id}`,
      item: `/import/${read.id}?item=${item?.id}`,
      inventory: '/inventory',
      nothing: '/inventory?q=zzzz',
      bin: '/inventory?deleted=true',
      car: `/inventory?id=${car?.id}`,
      add: '/inventory?new=1',
      table: '/inventory?import=1',
      leads: '/leads',
      board: '/leads?view=board',
      lead: `/leads?id=${lead.id}`,
      person: '/leads?new=1',
      leadTable: '/leads?table=1',
      request: '/p/request/cartie',
      requests: '/requests',
      requestBoard: '/requests?view=board',
      b2bRequest: `/requests?id=${request.id}`,
      requestStory: `/requests?id=${request.id}&tab=story`,
      newRequest: '/requests?new=1',
      noRequest: '/requests?q=zzzz',
      requestBin: '/requests?deleted=true',
      // The page of a proposal keeps to the proposal's language, whatever its reader's is.
      proposalPage: `${proposalPage}?language={language}`,
      choice: `${proposalPage}?language={language}&choose=${proposal.items[0]?.id}`,
      proposals: '/proposals',
      noProposal: '/proposals?q=zzzz',
      proposalBin: '/proposals?deleted=true',
      proposal: `/proposals/${proposal.id}`,
      proposalClient: `/proposals/${proposal.id}?tab=client`,
      proposalStory: `/proposals/${proposal.id}?tab=history`,
      requestProposals: `/requests?id=${proposal.requestId}&tab=proposals`,
      offer: new URL((await api(getRequest, { params: { id: wish.id } })).offerUrl).pathname,
      stranger: '/leads?q=zzzz',
      leadBin: '/leads?deleted=true',
      deliveries: '/deliveries',
      unsent: '/deliveries?state=unknown',
      lab: '/lab',
      settings: '/settings',
      scenarios: '/scenarios',
      templates: '/scenarios?tab=templates',
      scenarioBin: '/scenarios?tab=bin',
      newScenario: '/scenarios?new=1',
      scenario: editor,
      step: `${editor}?step=budget&panel=step`,
      start: `${editor}?step=start&panel=step`,
      play: `${editor}?panel=play`,
      versions: `${editor}?panel=versions&version=1`,
      stats: `${editor}?stats=1&panel=problems`,
      telegram: '/telegram',
      newBot: '/telegram?new=1',
      bot: `/telegram?id=${bot}`,
      botMenu: `/telegram?id=${bot}&tab=menu`,
      channels: `/telegram?id=${bot}&tab=channels`,
      partners: '/partners',
      partner: `/partners?id=${partner.id}`,
      newPartner: '/partners?new=1',
      partnerBin: '/partners?state=bin',
      noPartner: '/partners?q=zzzz',
      inbox: '/inbox',
      chat: `/inbox?id=${chat.id}`,
      noChat: '/inbox?q=zzzz',
      talks: '/scenarios/replay',
      replay,
      replayed: `${replay}&version=1`,
    }
  })
  afterAll(() => desk.close())

  const views = [
    { language: 'uk', theme: 'light', width: 360, height: 740 },
    { language: 'ru', theme: 'dark', width: 360, height: 740 },
    { language: 'en', theme: 'dark', width: 1280, height: 800 },
  ] as const

  test.each(views)(
    'fits $width px in $language and $theme without a sideways scroll, a missing word or a complaint',
    async (view) => {
      const { page, complaints, go } = await desk.visit('/import', view)
      const found: string[] = []
      for (const [name, path] of Object.entries(paths)) {
        await go(path.replace('{language}', view.language))
        await settled(page)
        for (const fault of await faultsOf(page, view)) found.push(`${name}: ${fault}`)
        for (const complaint of complaints.splice(0)) found.push(`${name}: ${complaint}`)
      }
      expect(found).toEqual([])
    },
    // All pages, one after the other.
    180_000,
  )

  test.each(['360 × 740', '1280 × 800'])('the sign-in fits %s', async (size) => {
    const [width, height] = size.split(' × ').map(Number)
    const { page } = await desk.visit('/login', { as: null, width: width!, height: height! })
    await page.getByRole('button', { name: word('login_submit') }).waitFor()
    expect(await faultsOf(page, { language: 'uk', theme: 'light' })).toEqual([])
    const fresh = async () => {
      // A page that is still changing its language would write its own choice over this one.
      await page.goto('about:blank')
      await page.context().addCookies([{ name: 'cartie_language', value: 'uk', url: desk.cartie.url }])
      await page.goto(`${desk.cartie.url}/login`)
      await page.getByRole('button', { name: word('login_submit') }).waitFor()
    }
    expect(await deadButtons(page, page.locator('main'), fresh)).toEqual([])
  })

  test('these checks notice a dead button, a page too wide, a bare key and a foreign word', async () => {
    const { page } = await desk.visit('/login', { as: null, language: 'en' })
    const spoil = () =>
      page.locator('main').evaluate((main) => {
        const button = Object.assign(document.createElement('button'), { textContent: 'Nothing' })
        const text = Object.assign(document.createElement('p'), { textContent: 'login_title Вхід' })
        text.style.width = '3000px'
        main.prepend(button, text)
      })
    // It can be pressed only when the page has come alive.
    await page.getByRole('button', { name: word('login_submit', {}, 'en') }).click({ trial: true })
    await spoil()
    const faults = (await faultsOf(page, { language: 'en', theme: 'dark' })).join('\n')
    for (const part of ['wide in 1280', 'login_title', 'not in en', 'not dark'])
      expect(faults).toContain(part)
    const clicked = new Set([
      word('login_submit', {}, 'en'),
      word('login_show', {}, 'en'),
      'English',
      'Русский',
      'Українська',
    ])
    expect(await deadButtons(page, page.locator('main'), () => Promise.resolve(), clicked)).toEqual([
      'Nothing',
    ])
  })

  test('the palette opens by its keys, goes to a section and finds a car', async () => {
    const { page } = await desk.visit('/import')
    await settled(page)
    const input = page.getByPlaceholder(word('palette_placeholder'))
    await page.keyboard.press('Control+k')
    await input.fill(word('nav_settings').slice(0, 6))
    await page.getByRole('option', { name: word('nav_settings') }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/settings$/)
    await page.keyboard.press('Meta+k')
    await input.fill(carName(4))
    await page
      .getByRole('option')
      .filter({ hasText: carName(4) })
      .first()
      .waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await input.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await input.fill(carName(4))
    await page
      .getByRole('option')
      .filter({ hasText: carName(4) })
      .first()
      .click()
    await page.waitForURL(/\/inventory\?(.*&)?id=/)
  })

  test('a language and a theme chosen in the top bar hold after a reload', async () => {
    const { page } = await desk.visit('/settings')
    await settled(page)
    await page.getByRole('button', { name: word('theme'), exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: word('theme_dark') }).click()
    await page.getByRole('button', { name: word('language'), exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: word('nav_settings', {}, 'en') }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: word('nav_settings', {}, 'en') }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await faultsOf(page, { language: 'en', theme: 'dark' })).toEqual([])
  })

  test('no link inside leads nowhere', async () => {
    const { page, go } = await desk.visit('/import')
    const links = new Set<string>()
    for (const path of Object.values(paths)) {
      await go(path)
      await settled(page)
      const all = await page
        .locator('a[href]')
        .evaluateAll((as) => as.map((a) => (a as HTMLAnchorElement).href))
      for (const href of all) if (href.startsWith(desk.cartie.url)) links.add(href.split('#')[0]!)
    }
    const broken: string[] = []
    for (const link of links) {
      const reply = await page.request.get(link, { headers: { accept: 'text/html' } })
      if (!reply.ok()) broken.push(`${reply.status()} ${link}`)
    }
    expect(links.size).toBeGreaterThan(10)
    expect(broken).toEqual([])
  }, 180_000)

  test.each([
    ['import', ['import', 'posts', 'file', 'search']],
    ['an import', ['progress', 'item']],
    ['the inventory', ['inventory', 'nothing', 'bin', 'car', 'add', 'table']],
    ['the leads', ['leads', 'board', 'lead', 'person', 'leadTable', 'stranger', 'leadBin']],
    ['what visitors open', ['request', 'offer', 'proposalPage']],
    [
      'the requests',
      ['requests', 'requestBoard', 'b2bRequest', 'requestStory', 'newRequest', 'noRequest', 'requestBin'],
    ],
    [
      'the proposals',
      [
        'proposals',
        'noProposal',
        'proposalBin',
        'proposal',
        'proposalClient',
        'proposalStory',
        'requestProposals',
      ],
    ],
    ['the deliveries', ['deliveries', 'unsent']],
    ['the lab', ['lab']],
    [
      'the scenarios',
      ['scenarios', 'scenarioBin', 'newScenario', 'templates', 'talks', 'replay', 'replayed'],
    ],
    ['a scenario', ['scenario', 'step', 'start', 'play', 'versions', 'stats']],
    ['the bots', ['telegram', 'newBot', 'bot', 'botMenu', 'channels']],
    ['the inbox', ['inbox', 'chat', 'noChat']],
    ['settings and the frame', ['settings']],
  ])(
    'no button of %s is dead',
    async (section, names) => {
      const { page, go, complaints } = await desk.visit('/import')
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      const scope = page.locator(section.includes('frame') ? 'body' : 'main, [role=dialog]')
      const clicked = new Set<string>()
      const dead: string[] = []
      for (const name of names) {
        const fresh = async () => {
          await go(paths[name]!)
          await settled(page)
          if (name === 'lab') await readInLab(page, desk.cartie.site.car(1))
        }
        for (const button of await deadButtons(page, scope, fresh, clicked)) dead.push(`${name}: ${button}`)
        dead.push(...complaints.splice(0).map((complaint) => `${name}: ${complaint}`))
      }
      expect(dead).toEqual([])
      expect(clicked.size).toBeGreaterThan(1)
      // An editor has many buttons, and each is pressed on a page of its own.
    },
    300_000,
  )
})

/**
 * A bot that led a client, with a group, a channel and a menu; returns its number and the client's chat. All is
 * said in Latin letters, so that each page keeps to its own language.
 */
async function talkingBot(cartie: Desk['cartie'], scenario: { id: string; version: number }) {
  const { telegram, api } = cartie
  const { bot, id } = await readyBot(cartie, 7401)
  await api(saveScenario, { params: { id: scenario.id }, body: { version: scenario.version, botIds: [id] } })
  const client = telegram.addUser({ firstName: 'Bob', username: 'bob_k', languageCode: 'en' })
  for (const [says, hears] of [
    ['/start', 'your name'],
    ['Bob', /phone/i],
    ['+380501112233', 'Which car'],
    ['Skoda Octavia 2016', 'budget'],
    ['15000 $', 'We have your request'],
  ] as const) {
    client.sends(bot, says)
    await client.receives(bot, hears, patience)
  }
  telegram.addGroup({ title: 'Managers', creator: client, kind: 'supergroup' }).adds(bot)
  telegram.addChannel({ title: 'Cars', username: 'cars_channel', creator: client }).promotes(bot)
  await until(
    () => api(listBotChannels, { params: { id } }),
    ({ data }) => data.length === 2,
  )
  const description = { en: 'Cars' }
  const button = { kind: 'page' as const, text: { en: 'Cars' }, url: 'https://cars.example' }
  await api(updateBot, {
    params: { id },
    body: { menu: { commands: [{ command: 'cars', description }], button } },
  })
  return { bot: id, chat: (await api(listChats, { query: { limit: 1 } })).data[0]! }
}

/** Reads a page in the lab, so that it has something to be worked on. */
async function readInLab(page: Page, url: string): Promise<void> {
  await page.getByLabel(word('lab_url'), { exact: true }).fill(url)
  await page.getByRole('button', { name: word('lab_read') }).click()
  await page.getByText(word('lab_kind_listing')).waitFor({ timeout: 30_000 })
}

/** Waits until the page shows what it has instead of its skeleton. */
async function settled(page: Page): Promise<void> {
  await page.locator('main').locator('h1, h2, form').filter({ visible: true }).first().waitFor()
  await page.locator('main [role=status][aria-label]').first().waitFor({ state: 'detached' })
}

/** What is wrong with how the page stands there. */
async function faultsOf(
  page: Page,
  { language, theme }: { language: 'uk' | 'ru' | 'en'; theme: 'light' | 'dark' },
): Promise<string[]> {
  const seen = await page.evaluate(() => {
    const wide = [
      document.documentElement,
      document.body,
      ...document.querySelectorAll('main, [role=dialog]'),
    ]
      .filter((box) => box.scrollWidth > box.clientWidth + 1)
      .map((box) => `${box.tagName} is ${box.scrollWidth} wide in ${box.clientWidth}`)
    const said = [
      ...document.querySelectorAll('main [aria-label], main [placeholder], main [title]'),
    ].flatMap((element) =>
      ['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? ''),
    )
    const canvas = document.createElement('canvas').getContext('2d')!
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor
    canvas.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data
    return {
      wide,
      text: `${document.querySelector('main')?.innerText ?? ''}\n${said.join('\n')}`,
      lang: document.documentElement.lang,
      light: (red + green + blue) / 3 > 127,
    }
  })
  const faults = [...seen.wide]
  if (seen.lang !== language) faults.push(`its language is ${seen.lang}`)
  if (seen.light !== (theme === 'light')) faults.push(`its background is not ${theme}`)
  const keys = new Set(messageKeys)
  for (const name of seen.text.match(/\b[a-z]+(?:_[a-z0-9]+)+\b/g) ?? []) {
    if (keys.has(name)) faults.push(`the key ${name} is shown`)
  }
  const broken = /undefined|NaN|\[object |\{\w+\}/.exec(seen.text)
  if (broken) faults.push(`"${broken[0]}" is shown`)
  const foreign = { uk: /[ыэъё]/i, ru: /[іїєґ]/i, en: /[а-яіїєґ]/i }[language]
  const lines = seen.text
    .split('\n')
    .filter((line) => foreign.test(line) && !/^(Українська|Русский)$/.test(line))
  if (lines.length) faults.push(`not in ${language}: ${[...new Set(lines)].slice(0, 5).join(' | ')}`)
  return faults
}
