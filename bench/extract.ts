import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readPage } from '@cartie/workers/parser/extract'
import { median } from './median.ts'
import { page, type LdPlace, type Size } from './site/pages.ts'

// `npm run bench -- extract`: CPU milliseconds for each page from bytes to a car, without network and database, in
// turn with the least that cheerio's way costs: `cheerio.load` and the page's JSON-LD parsed, nothing made of it.
// Each side has a process of its own, for a shared heap would make one pay for the other's rubbish.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '7' },
    size: { type: 'string', default: 'big,mid' },
    ld: { type: 'string', default: 'head,end,none' },
    /** Set by the bench itself: which side this process is. */
    side: { type: 'string' },
    /** An index of saved pages, rows of `{ kind, file, url }`: measures their adverts too. */
    pages: { type: 'string' },
  },
})
const { load } = createRequire(new URL('../workers/package.json', import.meta.url))(
  'cheerio',
) as typeof import('cheerio')

interface Page {
  bytes: Buffer
  url: string
}

function generated(size: Size, ld: LdPlace): Page[] {
  return Array.from({ length: 12 }, (_, id) => ({
    bytes: Buffer.from(page(id, size, ld)),
    url: `http://cars.example.com/${size}/${ld}/${id}`,
  }))
}

function saved(index: string): Page[] {
  const rows = JSON.parse(readFileSync(index, 'utf8')) as { kind: string; file: string; url: string }[]
  return rows
    .filter((row) => row.kind === 'listing' && row.file.endsWith('.html'))
    .map((row) => ({ bytes: readFileSync(resolve(dirname(index), row.file)), url: row.url }))
}

/** `cheerio.load` and every JSON-LD block parsed; returns how many there were. */
function peer({ bytes }: Page): number {
  const $ = load(bytes.toString())
  let blocks = 0
  for (const script of $('script[type="application/ld+json"]').toArray()) {
    try {
      JSON.parse($(script).text())
      blocks++
    } catch {
      continue
    }
  }
  return blocks
}

/** User and system CPU milliseconds a page, over at least 36 pages. */
function cpuMs(pages: readonly Page[], read: (page: Page) => unknown): number {
  const times = Math.ceil(36 / pages.length)
  const before = process.cpuUsage()
  for (let n = 0; n < times; n++) for (const one of pages) read(one)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / times / pages.length
}

const sets: [name: string, pages: () => Page[]][] = values.size
  .split(',')
  .flatMap((size) =>
    values.ld
      .split(',')
      .map((ld): [string, () => Page[]] => [
        `${size} ld=${ld}`,
        () => generated(size as Size, ld as LdPlace),
      ]),
  )
if (values.pages) {
  const index = resolve(values.pages)
  sets.push(['saved', () => saved(index)])
}

/** One side: measures the set whose number it is told, and tells the milliseconds. */
function answer(read: (page: Page) => unknown): void {
  const made = new Map<number, Page[]>()
  process.on('message', (set: number) => {
    const known = made.get(set)
    const pages = known ?? sets[set]![1]()
    if (!known) {
      made.clear()
      made.set(set, pages)
      for (let n = 0; n < 3; n++) cpuMs(pages, read)
    }
    process.send!(cpuMs(pages, read))
  })
}

async function measure(side: ChildProcess, set: number): Promise<number> {
  const told = once(side, 'message')
  side.send(set)
  const [ms] = (await told) as [number]
  return ms
}

async function compare(ours: ChildProcess, theirs: ChildProcess, set: number): Promise<void> {
  const [name, make] = sets[set]!
  const pages = make()
  const listings = pages.filter((one) => readPage(one).kind === 'listing').length
  const mine: number[] = []
  const its: number[] = []
  for (let round = 0; round < Number(values.rounds); round++) {
    mine.push(await measure(ours, set))
    its.push(await measure(theirs, set))
  }
  const ratios = its.map((ms, i) => ms / mine[i]!)
  const kb = pages.reduce((sum, { bytes }) => sum + bytes.length, 0) / pages.length / 1_024
  console.log(
    `${name.padEnd(12)} ${kb.toFixed(0).padStart(4)} kB  ${listings}/${pages.length} read as adverts  cartie ${median(mine).toFixed(2).padStart(6)} ms  cheerio ${median(its).toFixed(2).padStart(6)} ms  ratio ${median(ratios).toFixed(1)} [${Math.min(...ratios).toFixed(1)}-${Math.max(...ratios).toFixed(1)}]`,
  )
}

if (values.side === undefined) {
  const start = (side: string) => fork(import.meta.filename, [...process.argv.slice(2), '--side', side])
  const ours = start('ours')
  const theirs = start('theirs')
  for (let set = 0; set < sets.length; set++) await compare(ours, theirs, set)
  ours.kill()
  theirs.kill()
} else answer(values.side === 'ours' ? readPage : peer)
