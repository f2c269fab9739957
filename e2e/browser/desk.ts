import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { inject, onTestFinished } from 'vitest'
import { startCartie, type Cartie } from './cartie.ts'
import type { Language } from './words.ts'

export interface VisitOptions {
  language?: Language
  theme?: 'light' | 'dark'
  width?: number
  height?: number
  /** Who is signed in; null is nobody. */
  as?: { email: string; password: string } | null
  /** Whether pages may run scripts; they may unless told otherwise. */
  script?: boolean
}

/** A browser in front of a whole Cartie. */
export interface Desk {
  cartie: Cartie
  /**
   * A fresh window, signed in. When its test ends it fails for anything the page complained of, unless the test
   * took it out of `complaints`; a failed test leaves a picture in the temporary folder.
   */
  visit: (path: string, options?: VisitOptions) => Promise<Visit>
  close: () => Promise<void>
}

export interface Visit {
  page: Page
  /** Errors of the console and of scripts, refusals of the page's policy. */
  complaints: string[]
  /** Loads a page by its address. */
  go: (path: string) => Promise<void>
  /** Goes from a page of ours to another as a click on a link does: without loading anew, within 15 s or `withinMs`. */
  walk: (path: string, withinMs?: number) => Promise<void>
}

const pixel =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="#889"/></svg>'
const pictures = join(tmpdir(), 'cartie-browser-failures')

/**
 * Starts Cartie and the browser for the tests of one file; `close` it in `afterAll`.
 * @param more environment of Cartie beside the usual
 */
export async function openDesk(more: Record<string, string> = {}): Promise<Desk> {
  const executablePath = inject('chromium')
  if (!executablePath) throw new Error('no Chromium is installed; set CHROMIUM')
  const [cartie, browser] = await Promise.all([
    startCartie(more),
    chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] }),
  ])
  const sessions = new Map<string, Awaited<ReturnType<typeof sessionOf>>>()
  return {
    cartie,
    async visit(path, options = {}) {
      const { language = 'uk', theme = 'light', width = 1280, height = 800, as, script = true } = options
      const who = as === undefined ? cartie : as
      if (who && !sessions.has(who.email)) sessions.set(who.email, await sessionOf(browser, cartie, who))
      const state = (who && sessions.get(who.email)) || { cookies: [], origins: [] }
      const cookie = { name: 'cartie_language', value: language, url: cartie.url }
      return openWindow(
        browser,
        cartie,
        path,
        {
          storageState: state,
          viewport: { width, height },
          colorScheme: theme,
          reducedMotion: 'reduce',
          acceptDownloads: true,
          javaScriptEnabled: script,
        },
        cookie,
      )
    },
    async close() {
      await browser.close()
      await cartie.close()
    },
  }
}

async function sessionOf(browser: Browser, cartie: Cartie, who: { email: string; password: string }) {
  const context = await browser.newContext()
  const reply = await context.request.post(`${cartie.url}/api/auth/sign-in/email`, {
    headers: { origin: cartie.url },
    data: { email: who.email, password: who.password },
  })
  if (!reply.ok()) throw new Error(`sign-in was refused: ${reply.status()} ${await reply.text()}`)
  const state = await context.storageState()
  await context.close()
  return state
}

/** How many times as slow as it could the browser runs: what a test owes to luck shows in a slow one. */
const slowness = Number(process.env.SLOW_BROWSER ?? 1)

async function openWindow(
  browser: Browser,
  cartie: Cartie,
  path: string,
  options: BrowserContextOptions,
  cookie: { name: string; value: string; url: string },
): Promise<Visit> {
  const context = await browser.newContext(options)
  await context.addCookies([cookie])
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  await drawOuterWorld(page)
  const cpu = await context.newCDPSession(page)
  await cpu.send('Emulation.setCPUThrottlingRate', { rate: slowness })
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)))
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') {
      mkdirSync(pictures, { recursive: true })
      const name = task.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)
      await page.screenshot({ path: join(pictures, `${name}.png`) }).catch(() => undefined)
    }
    await context.close()
    if (complaints.length) throw new Error(`the page complained:\n${complaints.join('\n')}`)
  })
  const go = async (to: string) => {
    await page.goto(cartie.url + to)
    // What the server has drawn can be pressed before its script is there; then SvelteKit minds the scrolling.
    if (options.javaScriptEnabled && /^\/(p|login)\b/.test(to))
      await page.waitForFunction(() => history.scrollRestoration === 'manual')
  }
  const walk = async (to: string, withinMs = 15_000) => {
    await page.evaluate((href) => {
      const link = Object.assign(document.createElement('a'), { href })
      document.body.append(link)
      link.click()
      link.remove()
    }, to)
    await page.waitForURL(cartie.url + to, { timeout: withinMs })
  }
  await go(path)
  return { page, complaints, go, walk }
}

/**
 * The outer world is not asked: photos of the made-up cars are drawn here. Playwright's own `route` stops every
 * request and turns the cache off, so that each page would fetch its hundred scripts again.
 */
async function drawOuterWorld(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const drawn = {
    responseCode: 200,
    responseHeaders: [
      { name: 'content-type', value: 'image/svg+xml' },
      { name: 'access-control-allow-origin', value: '*' },
    ],
    body: Buffer.from(pixel).toString('base64'),
  }
  session.on('Fetch.requestPaused', ({ requestId }) => {
    // A page that is gone needs no answer.
    session.send('Fetch.fulfillRequest', { requestId, ...drawn }).catch(() => undefined)
  })
  await session.send('Fetch.enable', { patterns: [{ urlPattern: 'https://*' }] })
}
