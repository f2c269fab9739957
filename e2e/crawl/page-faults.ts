import type { Page } from 'playwright-core'
import { messageKeys, type Language } from '../browser/words.ts'

/** What is wrong with how the page stands there. */
export async function faultsOf(
  page: Page,
  { language, theme }: { language: Language; theme: 'light' | 'dark' },
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
    // What is of several languages says so.
    const mixed = [...document.querySelectorAll<HTMLElement>('main [lang=mul]')].map((one) => one.innerText)
    const text = mixed.reduce(
      (rest, words) => rest.replace(words, ''),
      document.querySelector('main')?.innerText ?? '',
    )
    return {
      wide,
      text: `${text}\n${said.join('\n')}`,
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
