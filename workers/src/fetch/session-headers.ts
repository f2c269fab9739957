import { HeaderGenerator } from 'header-generator'

export interface SessionHeaders {
  /** Sent with every request, in a browser's order and spelling. */
  entries: readonly (readonly [name: string, value: string])[]
}

/** What our decoder reads; the generator leaves br out for http addresses. */
const acceptEncoding = 'gzip, deflate, br'
const acceptLanguage = 'uk-UA,uk;q=0.9,ru;q=0.8,en;q=0.7'

/**
 * Makes one desktop browser's headers. Called once per fetcher: a visitor that changes its browser between two
 * requests of one connection is conspicuous, and making the headers costs as much as a third of a fetch.
 */
export function createSessionHeaders(): SessionHeaders {
  const generator = new HeaderGenerator({
    browsers: ['chrome'],
    devices: ['desktop'],
    operatingSystems: ['windows'],
    locales: ['uk-UA'],
    httpVersion: '1',
  })
  const headers = generator.getHeaders()
  const entries = Object.entries(headers).map(([name, value]): [string, string] => {
    const lower = name.toLowerCase()
    if (lower === 'accept-encoding') return [name, acceptEncoding]
    if (lower === 'accept-language') return [name, acceptLanguage]
    // A link that was typed or pasted, not followed from another site.
    if (lower === 'sec-fetch-site') return [name, 'none']
    return [name, value]
  })
  return { entries: entries.filter(([name]) => name.toLowerCase() !== 'connection') }
}
