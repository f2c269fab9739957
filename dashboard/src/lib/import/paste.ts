import { canonicalUrl } from '@cartie/shared/domain/canonical-url'
import { maxTexts, maxUrls } from '@cartie/shared/domain/parse-limits'

/** What a pasted text holds. Counts are of what stands there; `urls` and `texts` are what would be sent. */
export interface Pasted {
  kind: 'links' | 'posts' | 'nothing'
  urls: string[]
  texts: string[]
  /** Lines among links that are no address. */
  invalid: string[]
  /** Links that stand there more than once, beyond the first. */
  repeated: number
  /** What goes beyond the most that one import takes. */
  over: number
  hosts: { host: string; count: number }[]
}

const address =
  /^(?:https?:\/\/\S+|(?:www\.|m\.)?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?::\d+)?\/\S*)$/iu
const quotes = /^["'«“<([]+|["'»”>)\],;]+$/g
/** A line of dashes or two empty lines stand between posts; forwarded posts come like that too. */
const between = /\n[ \t]*(?:[-=_*~—–]{3,}|[•·]{3,})[ \t]*\n|\n(?:[ \t]*\n){2,}/u

const cleaned = (word: string) => word.trim().replace(quotes, '')
const isAddress = (word: string) => address.test(cleaned(word))

/** The addresses of a line that holds nothing else, else undefined. */
function addressesOf(line: string): string[] | undefined {
  const words = line.split(/[\s;|]+|,(?=\s|https?:)/).filter(Boolean)
  return words.length > 0 && words.every(isAddress) ? words.map(cleaned) : undefined
}

function withScheme(word: string): string | undefined {
  const url = URL.parse(/^https?:/i.test(word) ? word : `https://${word}`)
  return url && url.hostname.includes('.') ? url.href : undefined
}

/**
 * Tells links from posts: where at least half of the lines are addresses, all of it is a list of links. `as`
 * settles it instead. A post may hold links; a list of links may hold lines that are none, which are told.
 */
export function readPaste(text: string, as?: 'links' | 'posts'): Pasted {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
  if (!lines.length)
    return { kind: 'nothing', urls: [], texts: [], invalid: [], repeated: 0, over: 0, hosts: [] }
  const read = lines.map((line) => ({ line, found: addressesOf(line) }))
  const kind = as ?? (read.filter((r) => r.found).length * 2 >= read.length ? 'links' : 'posts')
  return kind === 'links' ? readLinks(read) : readPosts(text)
}

function readLinks(read: readonly { line: string; found: string[] | undefined }[]): Pasted {
  const invalid: string[] = []
  const all: string[] = []
  for (const { line, found } of read) {
    // A line of a table or a chat may carry its link among other words.
    const words =
      found ??
      line
        .split(/\s+/)
        .map(cleaned)
        .filter((word) => /^https?:\/\//i.test(word))
    const urls = words.flatMap((word) => withScheme(word) ?? [])
    if (urls.length) all.push(...urls)
    else invalid.push(line)
  }
  const seen = new Set<string>()
  const urls = all.filter((url) => {
    const key = canonicalUrl(url)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
  const kept = urls.slice(0, maxUrls)
  return {
    kind: 'links',
    urls: kept,
    texts: [],
    invalid,
    repeated: all.length - urls.length,
    over: urls.length - kept.length,
    hosts: countHosts(kept),
  }
}

function readPosts(text: string): Pasted {
  const all = text
    .replaceAll('\r\n', '\n')
    .split(between)
    .map((post) => post.trim())
    .filter(Boolean)
  const unique = [...new Set(all)]
  const texts = unique.slice(0, maxTexts).map((post) => post.slice(0, 20_000))
  return {
    kind: 'posts',
    urls: [],
    texts,
    invalid: [],
    repeated: all.length - unique.length,
    over: unique.length - texts.length,
    hosts: [],
  }
}

function countHosts(urls: readonly string[]): { host: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const url of urls) {
    const host = new URL(url).hostname.replace(/^www\./, '')
    counts.set(host, (counts.get(host) ?? 0) + 1)
  }
  return [...counts].map(([host, count]) => ({ host, count })).sort((a, b) => b.count - a.count)
}
