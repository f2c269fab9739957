import { isUtf8 } from 'node:buffer'
import { dictionaryWith, type Dictionary, type OwnWord } from '@cartie/shared/domain/dictionary'
import type { PageResult } from '@cartie/shared/domain/page-result'
import { decodePage } from './decode-page.ts'
import { parseLd, ldTexts } from './extractors/json-blocks.ts'
import { sortLd } from './extractors/ld-nodes.ts'
import type { LdFound } from './extractors/ld-nodes.ts'
import { HtmlScan, TooComplexError } from './html-scan.ts'
import { readJsonDocument } from './json-document.ts'
import { pageContext } from './page-context.ts'
import { readCompleteLd } from './read-complete-ld.ts'
import { readHtml } from './read-html.ts'
import type { SiteProfileInput } from '@cartie/shared/schemas/site'
import { siteOf } from './sites/registry.ts'

export interface PageInput {
  bytes: Uint8Array
  /** The address that the page came from, after redirects. */
  url: string
  contentType?: string
  /** HTTP status; 200 if absent. */
  status?: number
  /** The workspace's own selectors for this site, if it has any. */
  profile?: SiteProfileInput
  /** What the workspace added to the built-in words; plain data, for pages travel to threads. */
  words?: readonly OwnWord[]
}

const made = new WeakMap<readonly OwnWord[], Dictionary>()

/** The dictionary of a page: made once for all pages that bring the same words. */
export function dictionaryOf({ words = [] }: Pick<PageInput, 'words'>): Dictionary {
  const dictionary = made.get(words) ?? dictionaryWith(words)
  made.set(words, dictionary)
  return dictionary
}

const none = (
  outcome: 'wall' | 'gone' | 'not_a_car' | 'failed',
  reason: Extract<PageResult, { kind: 'none' }>['reason'],
): PageResult => ({ kind: 'none', outcome, reason })

/** Types that no page has, told by their first bytes whatever their label says. */
function isFile(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1')
  return /^(?:%PDF|\x89PNG|GIF8|\xff\xd8\xff|PK\x03\x04|Rar!|\x1f\x8b|RIFF|\x00\x00\x00.ftyp|OggS|ID3|7z\xbc|MZ)/.test(
    head,
  )
}

/**
 * The first stage: reads a page without building a tree. JSON-LD is looked for in the bytes; only where it does not
 * tell enough the page is decoded and scanned once for everything else. Never throws; hostile input gives a typed
 * result. `seenAt` is ISO 8601, UTC.
 */
export function readPage(page: PageInput, seenAt = new Date().toISOString()): PageResult {
  try {
    return read(page, seenAt)
  } catch (error) {
    if (error instanceof TooComplexError) return none('failed', 'too_complex')
    if (error instanceof RangeError) return none('failed', 'too_complex')
    // A fault of ours on one page must not end the work on all others; it is shown, not swallowed.
    process.emitWarning(error instanceof Error ? error : String(error), {
      type: 'ParserFault',
      detail: page.url.slice(0, 300),
    })
    return none('failed', 'internal')
  }
}

function read(page: PageInput, seenAt: string): PageResult {
  const { bytes } = page
  const status = page.status ?? 200
  if (status === 404 || status === 410) return none('gone', 'page_gone')
  if (status >= 500 && status !== 503) return none('failed', 'site_error')
  if (bytes.length === 0) return none('failed', 'bad_answer')
  if (isFile(bytes)) return none('failed', 'not_a_page')
  const site = siteOf(page.url)
  const dictionary = dictionaryOf(page)
  let ld: LdFound | undefined
  if (isUtf8(bytes)) {
    ld = sortLd(ldTexts(bytes).map(parseLd))
    if (status < 400) {
      const complete = readCompleteLd(bytes, ld, page.url, site, seenAt, dictionary)
      if (complete) return complete
    }
  }
  const { text } = decodePage(bytes, page.contentType)
  const first = text.exec(/\S/)?.[0]
  if (first === '{' || first === '[') {
    const result = readJsonDocument(text.toString(), page.url, site, status, seenAt, dictionary)
    if (result) return result
  }
  if (first === undefined || (!text.includes('<') && text.length < 2_000_000))
    return none('failed', 'not_a_page')
  ld ??= sortLd(ldTexts(Buffer.from(text.toString())).map(parseLd))
  const scan = new HtmlScan(text)
  const context = pageContext(page.url, text.head(200_000), dictionary)
  const result = readHtml(scan, ld, context, site, status, seenAt)
  scan.release()
  return ownText(result)
}

/** The same result in text of its own: each piece cut out of a page would keep all of that page in memory. */
const ownText = (result: PageResult): PageResult => JSON.parse(JSON.stringify(result)) as PageResult
