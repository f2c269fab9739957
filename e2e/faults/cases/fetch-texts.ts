import { startParse } from '@cartie/shared/endpoints/parses'
import { listListings } from '@cartie/shared/endpoints/listings'
import type { Parse } from '@cartie/shared/schemas/parse'
import { ask, must, type Fault } from '../fault.ts'
import { hostilePages, hostileTexts } from '../hostile-texts.ts'
import { itemsOf } from '../items-of.ts'
import { carPage } from '../origin.ts'
import { inspect } from '../tally.ts'

const mostMs = 50

const cyrillic = 'Шкода Октавія, гарний стан, Київ, їжджу щодня'

/** The bytes of a text in windows-1251; Ukrainian letters included. */
function windows1251(text: string): Buffer {
  const extra: Record<string, number> = {
    і: 0xb3,
    І: 0xb2,
    ї: 0xbf,
    Ї: 0xaf,
    є: 0xba,
    Є: 0xaa,
    ґ: 0xb4,
    Ґ: 0xa5,
  }
  return Buffer.from(
    Array.from(text, (letter) => {
      const code = letter.codePointAt(0)!
      return code < 128 ? code : (extra[letter] ?? code - 0x410 + 0xc0)
    }),
  )
}

const page = (meta: string) =>
  `<html><head>${meta}<title>${cyrillic}</title><script type="application/ld+json">${JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'Car',
    name: cyrillic,
    brand: 'Skoda',
    model: 'Octavia',
    vehicleModelDate: '2018',
    description: `${cyrillic}. ${cyrillic}.`,
    offers: { '@type': 'Offer', price: 9000, priceCurrency: 'USD' },
  })}</script></head><body><h1>${cyrillic}</h1></body></html>`

const meta1251 = '<meta charset="windows-1251">'

/** How a page of the same text may come: its bytes, and what its header says of them. */
const charsets: Record<string, [type: string, body: Buffer]> = {
  header: ['text/html; charset=windows-1251', windows1251(page(''))],
  meta: ['text/html', windows1251(page(meta1251))],
  none: ['text/html', windows1251(page(''))],
  'lying-header': ['text/html; charset=windows-1251', Buffer.from(page(''))],
  'lying-header-the-other-way': ['text/html; charset=utf-8', windows1251(page(''))],
  'lying-meta': ['text/html', Buffer.from(page(meta1251))],
  bom: ['text/html; charset=windows-1251', Buffer.from(`\ufeff${page('')}`)],
  'utf-16le': ['text/html', Buffer.from(`\ufeff${page('')}`, 'utf16le')],
  'utf-16be': ['text/html', Buffer.from(`\ufeff${page('')}`, 'utf16le').swap16()],
}

/** The least of up to so many measures, taken until one is small enough; and all of them as text. */
async function fastest(tries: number, measure: () => Promise<number>): Promise<[number, string]> {
  const times: number[] = []
  while (times.length < tries && Math.min(...times) > mostMs) times.push(await measure())
  return [Math.min(...times), times.join(', ')]
}

export const faults: Fault[] = [
  {
    id: 'P07',
    title: 'texts and pages made to hang patterns: each read within 50 ms',
    onEachBackend: false,
    async run(world) {
      const pages = hostilePages()
      world.origin.answer(/^\/hostile\//, (request, response) =>
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(pages[Number(request.url!.split('/')[2])]),
      )
      await world.startApi()
      await world.startWorker()
      // A worker that has read something like it before, as every worker but a new one has.
      for (const _ of [1, 2]) {
        const warm = (await world.api(startParse, { body: { texts: hostileTexts() } })) as Parse
        await world.ended(warm.id)
      }
      const texts = (await world.api(startParse, { body: { texts: hostileTexts() } })) as Parse
      await world.ended(texts.id)
      const read = await itemsOf(world, texts.id)
      // More opinions for what a busy machine held up: no text is slow five times by chance.
      const slow = read.filter((i) => (i.durationMs ?? Infinity) > mostMs)
      for (const { text } of slow) {
        const [ms, told] = await fastest(5, async () => {
          const again = (await world.api(startParse, { body: { texts: [text!] } })) as Parse
          await world.ended(again.id)
          return (await itemsOf(world, again.id))[0]?.durationMs ?? Infinity
        })
        must(ms <= mostMs, `${told} ms for ${JSON.stringify(text!.slice(0, 60))}`)
      }
      const parses = [texts.id]
      for (const [i] of pages.entries()) {
        let n = 0
        const [ms, told] = await fastest(5, async () => {
          const parse = await world.accept([`/hostile/${i}/${n++}`])
          await world.ended(parse.id)
          parses.push(parse.id)
          return (await itemsOf(world, parse.id))[0]?.durationMs ?? Infinity
        })
        must(ms <= mostMs, `page ${i} took ${told} ms: ${pages[i]!.slice(0, 60)}`)
      }
      return inspect(world, parses)
    },
  },
  {
    id: 'P08',
    title: 'Cyrillic in every charset, declared, undeclared and belied: read as it was written',
    onEachBackend: false,
    async run(world) {
      world.origin.answer(/^\/charset\//, (request, response) => {
        const [type, body] = charsets[request.url!.split('/')[2]!]!
        response.writeHead(200, { 'content-type': type }).end(body)
      })
      await world.startApi()
      await world.startWorker()
      const parse = await world.accept(Object.keys(charsets).map((name) => `/charset/${name}`))
      await world.ended(parse.id)
      for (const item of await itemsOf(world, parse.id)) {
        const { title, description } = item.listings[0] ?? {}
        must(
          title === cyrillic,
          `${item.url}: ${item.status} ${item.reasonCode} title ${JSON.stringify(title)}`,
        )
        must(description?.startsWith(cyrillic) ?? false, `${item.url}: ${JSON.stringify(description)}`)
      }
      return inspect(world, [parse.id])
    },
  },
  {
    id: 'P10',
    title: 'titles with HTML, formulas and turned writing: stored as they read, harmless in the export',
    onEachBackend: false,
    async run(world) {
      const titles = [
        'Skoda Octavia <img src=x onerror=alert(1)> 2018',
        "=cmd|' /C calc'!A0 Skoda Octavia 2018",
        '+1+1 Skoda Octavia 2018',
        '@SUM(A1:A9) Skoda Octavia 2018',
        'Skoda \u202eOctavia\u202c 2018 \u2066x\u2069',
        '"quoted", Skoda; Octavia 2018',
      ]
      world.origin.answer(/^\/title\//, (request, response) => {
        const n = Number(request.url!.split('/')[2])
        // The data alone, for a heading would show the title as a browser does.
        const data = /<script[^]*<\/script>/.exec(carPage(n, { title: titles[n]! }))![0]
        const body = `<html><head>${data}</head><body></body></html>`
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body)
      })
      await world.startApi()
      await world.startWorker()
      const parse = await world.accept(titles.map((_, n) => `/title/${n}`))
      must(
        (await world.ended(parse.id)).counts.saved === titles.length,
        'a title kept its car from being saved',
      )
      const { data } = await world.api(listListings, { query: { limit: 50 } })
      const stored = new Set(data.map((l) => l.title))
      // Marks that turn the writing around are no text; without them it reads as it is written.
      for (const title of titles.map((t) => t.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')))
        must(stored.has(title), `${JSON.stringify(title)} is not among ${JSON.stringify([...stored])}`)
      const csv = (await ask(world, '/api/v1/listings/export.csv')).text
      for (const title of titles.filter((t) => /^[=+@]/.test(t))) {
        must(csv.includes(`'${title}`), `${title} is not put behind an apostrophe`)
        must(!csv.includes(`,${title}`) && !csv.includes(`,"${title}`), `${title} is a formula in the export`)
      }
      must(csv.includes('"""quoted"", Skoda; Octavia 2018"'), 'quotes break the row')
      return inspect(world, [parse.id])
    },
  },
]
