import { existsSync, readFileSync, statSync } from 'node:fs'
import { text as readAll } from 'node:stream/consumers'
import { ApiError, type createClient } from '@cartie/shared/client'
import { getParse, listParseItems, startParse } from '@cartie/shared/endpoints/parses'
import { maxUrls } from '@cartie/shared/domain/parse-limits'
import { SearchInput, type Parse, type ParseItem } from '@cartie/shared/schemas/parse'

export interface CommandInput {
  client: ReturnType<typeof createClient>
  credentials: { url: string; apiKey: string; email: string; password: string }
  words: string[]
  options: {
    text: boolean
    search: boolean
    'max-pages': string
    expand: boolean
    save: boolean
    label?: string | undefined
    wait: boolean
    receiver?: string | undefined
    telegram?: string | undefined
    services?: string | undefined
    within: string
    json: boolean
  }
}

type Given = { urls: string[] } | { texts: string[] } | { search: SearchInput }

const pollMs = 400

/** `cartie parse`: enqueues links, posts or a search and shows the progress. Returns the exit code. */
export async function parseCommand({ client, words, options }: CommandInput): Promise<number> {
  const given = await readGiven(words, options)
  const maxPages = Number(options['max-pages'])
  if (typeof given === 'string' || !Number.isInteger(maxPages)) {
    console.error(typeof given === 'string' ? given : '--max-pages: write a whole number')
    return 2
  }
  let parse: Parse
  try {
    const body = {
      ...given,
      expand: options.expand,
      maxPages,
      autoSave: options.save,
      ...(options.label ? { sourceLabel: options.label } : {}),
    }
    parse = (await client(startParse, { body, idempotencyKey: crypto.randomUUID() })) as Parse
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.status >= 500) throw error
    console.error(
      [error.message, ...error.problem.errors.map((e) => `  ${e.pointer}: ${e.message}`)].join('\n'),
    )
    return 2
  }
  if (!options.wait) {
    console.log(options.json ? JSON.stringify(parse) : parse.id)
    return 0
  }
  parse = await watch(client, parse, options.json)
  if (options.json) for await (const item of allItems(client, parse.id)) console.log(JSON.stringify(item))
  else console.log(summary(parse))
  return parse.status === 'done' && parse.counts.failed === 0 && parse.counts.wall === 0 ? 0 : 1
}

async function readGiven(
  words: readonly string[],
  options: CommandInput['options'],
): Promise<Given | string> {
  if (options.search) {
    const pairs = Object.fromEntries(
      words.map((w) => [w.slice(0, w.indexOf('=')), w.slice(w.indexOf('=') + 1)]),
    )
    const numbers = Object.fromEntries(
      Object.entries(pairs).map(([k, v]) => [k, /^\d+$/.test(v) && k !== 'model' ? Number(v) : v]),
    )
    const search = SearchInput.safeParse(numbers)
    return search.success
      ? { search: search.data }
      : search.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n')
  }
  if (!words.length) return 'Give links, a file, or - for standard input. See cartie --help'
  const parts: string[] = []
  for (const word of words) {
    if (word === '-') parts.push(await readAll(process.stdin))
    else if (existsSync(word) && statSync(word).isFile()) parts.push(readFileSync(word, 'utf8'))
    else parts.push(word)
  }
  if (options.text) {
    const texts = parts
      .flatMap((p) => p.split(/^\s*-{3,}\s*$/m))
      .map((t) => t.trim())
      .filter(Boolean)
    return texts.length ? { texts } : 'There is no text in the input'
  }
  const urls = parts.flatMap(linksIn)
  if (!urls.length) return 'There are no links in the input'
  return urls.length > maxUrls ? `At most ${maxUrls} links at once; these are ${urls.length}` : { urls }
}

/** The links of a TXT or CSV text: whatever cell looks like an address, and bare words as they are. */
function linksIn(text: string): string[] {
  const cells = text.split(/[\s,;"']+/).filter(Boolean)
  const links = cells.filter((c) => /^https?:\/\//i.test(c))
  return links.length ? links : cells.filter((c) => /\S\.\S/.test(c))
}

async function watch(client: CommandInput['client'], first: Parse, quiet: boolean): Promise<Parse> {
  const bar = process.stderr.isTTY && !quiet
  let parse = first
  let told = -1
  while (parse.status === 'queued' || parse.status === 'running') {
    await new Promise((resolve) => setTimeout(resolve, pollMs))
    parse = await client(getParse, { params: { id: first.id } })
    if (bar) process.stderr.write(`\r\u001b[K${line(parse)}`)
    else if (!quiet && tenth(parse) !== told) {
      told = tenth(parse)
      process.stderr.write(`${line(parse)}\n`)
    }
  }
  if (bar) process.stderr.write('\r\u001b[K')
  return parse
}

const tenth = (p: Parse) => Math.floor((p.done / Math.max(1, p.total)) * 10)

/** One line of progress: bar, count, pace, time left. */
export function line(p: Parse): string {
  const width = 24
  const full = Math.round((p.done / Math.max(1, p.total)) * width)
  const eta = p.eta === null || p.eta === 0 ? '' : `, ${Math.ceil(p.eta)} s left`
  return `${'█'.repeat(full)}${'░'.repeat(width - full)} ${p.done}/${p.total}  ${p.ratePerSecond.toFixed(1)}/s${eta}`
}

/** How an import ended: its outcomes, and what waits for a person. */
const summary = (p: Parse) =>
  `${p.status}: ${Object.entries({ ...p.counts, rejected: p.rejected, 'waiting for review': p.pendingReview })
    .filter(([, n]) => n > 0)
    .map(([outcome, n]) => `${n} ${outcome.replaceAll('_', ' ')}`)
    .join(', ')}`

async function* allItems(client: CommandInput['client'], id: string): AsyncGenerator<ParseItem> {
  for (let cursor: string | undefined, more = true; more;) {
    const page = await client(listParseItems, {
      params: { id },
      query: { limit: 100, ...(cursor ? { cursor } : {}) },
    })
    yield* page.data
    more = page.nextCursor !== null
    cursor = page.nextCursor ?? undefined
  }
}
