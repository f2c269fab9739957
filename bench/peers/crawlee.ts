import { CheerioCrawler, Configuration, log, LogLevel, RequestList } from 'crawlee'
import postgres from 'postgres'

// The peer: Crawlee's CheerioCrawler with the settings that suit it best, the same fields, and a batched upsert.
// It reads 300 pages before it is measured.
// node crawlee.ts <site> <postgres> <size> <ld> <pages> <concurrency>   (last line: pages a second)

const [site, databaseUrl, size, ld, count, concurrency] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
log.setLevel(LogLevel.ERROR)
const sql = postgres(databaseUrl, { max: 8, onnotice: () => undefined })
const table = `peer_${process.pid}`
const columns = [
  'source',
  'external_id',
  'data',
  'title',
  'make',
  'model',
  'year',
  'price',
  'mileage',
  'vin',
] as const
const types = ['text', 'text', 'jsonb', 'text', 'text', 'text', 'int', 'bigint', 'int', 'text']
await sql.unsafe(`create table ${table} (id bigint generated always as identity primary key, source text not null,
  external_id text not null, data jsonb not null, title text, make text, model text, year int, price bigint, mileage int,
  vin text, updated_at timestamptz not null default now(), unique (source, external_id));
  create index on ${table} (make, model, year); create index on ${table} (price)`)
const upsert = `insert into ${table} (${columns.join()}) select ${columns.map((c) => `u.${c}`).join()}
  from jsonb_to_recordset($1::jsonb) as u(${columns.map((c, i) => `${c} ${types[i]}`).join()})
  on conflict (source, external_id) do update set ${columns
    .slice(2)
    .map((c) => `${c} = excluded.${c}`)
    .join()}, updated_at = now()`

type Row = Record<(typeof columns)[number], unknown>
let waiting: { row: Row; done: () => void; failed: (error: unknown) => void }[] = []
let timer: NodeJS.Timeout | undefined
async function flush(): Promise<void> {
  clearTimeout(timer)
  timer = undefined
  const batch = waiting
  waiting = []
  if (!batch.length) return
  try {
    const rows = [...new Map(batch.map((b) => [b.row.external_id, b.row])).values()]
    await sql.unsafe(upsert, [rows as never], { prepare: true })
    for (const b of batch) b.done()
  } catch (error) {
    for (const b of batch) b.failed(error)
  }
}
const save = (row: Row) =>
  new Promise<void>((done, failed) => {
    waiting.push({ row, done, failed })
    if (waiting.length >= 50) void flush()
    else timer ??= setTimeout(() => void flush(), 10)
  })

const number = (value: unknown): number | null => {
  if (value === undefined || value === null || value === '') return null
  const n = Number(
    String(value)
      .replace(/[^\d.,-]/g, '')
      .replace(',', '.'),
  )
  return Number.isFinite(n) ? n : null
}
const props: Record<string, string> = {
  brand: 'make',
  model: 'model',
  vehicleModelDate: 'year',
  mileageFromOdometer: 'mileage',
  fuelType: 'fuel',
  vehicleTransmission: 'gear',
  bodyType: 'body',
  color: 'color',
  vehicleIdentificationNumber: 'vin',
  engineDisplacement: 'volume',
  enginePower: 'power',
  name: 'title',
  description: 'description',
}
interface Node {
  '@type'?: string | string[]
  [key: string]: unknown
}
const valueOf = (v: unknown): unknown => (v !== null && typeof v === 'object' && 'value' in v ? v.value : v)
const nameOf = (v: unknown): unknown => (v !== null && typeof v === 'object' && 'name' in v ? v.name : v)

function fromJsonLd(text: string): Record<string, unknown> | null {
  let node: Node
  try {
    node = JSON.parse(text) as Node
  } catch {
    return null
  }
  if (![node['@type']].flat().some((t) => t === 'Car' || t === 'Vehicle' || t === 'Product')) return null
  const offer = (node.offers ?? {}) as Record<string, unknown>
  const engine = (node.vehicleEngine ?? {}) as Record<string, unknown>
  const seller = (offer.seller ?? {}) as Record<string, unknown>
  return {
    title: node.name,
    make: nameOf(node.brand),
    model: nameOf(node.model),
    year: node.vehicleModelDate,
    price: offer.price,
    currency: offer.priceCurrency,
    mileage: valueOf(node.mileageFromOdometer),
    fuel: node.fuelType,
    gear: node.vehicleTransmission,
    body: node.bodyType,
    color: node.color,
    vin: node.vehicleIdentificationNumber,
    volume: valueOf(engine.engineDisplacement),
    power: valueOf(engine.enginePower),
    seller: seller.name,
    city: ((seller.address ?? {}) as Record<string, unknown>).addressLocality,
    description: node.description,
    images: [node.image ?? []].flat(),
  }
}

async function run(n: number, run: string): Promise<void> {
  const configuration = new Configuration({ persistStorage: false, availableMemoryRatio: 0.9 })
  const requestList = await RequestList.open(
    null,
    Array.from({ length: n }, (_, i) => ({
      url: `${site}/${size}/${ld}/${i}?run=${run}`,
      uniqueKey: `${run}-${i}`,
      userData: { i },
    })),
  )
  const ratios = {
    maxEventLoopOverloadedRatio: 1,
    maxCpuOverloadedRatio: 1,
    maxMemoryOverloadedRatio: 1,
    maxClientOverloadedRatio: 1,
  }
  const crawler = new CheerioCrawler(
    {
      requestList,
      maxRequestRetries: 0,
      useSessionPool: false,
      persistCookiesPerSession: false,
      minConcurrency: Number(concurrency),
      maxConcurrency: Number(concurrency),
      statusMessageLoggingInterval: 3600,
      autoscaledPoolOptions: {
        desiredConcurrency: Number(concurrency),
        maybeRunIntervalSecs: 0.05,
        systemStatusOptions: ratios,
      },
      async requestHandler({ $, request }) {
        let read: Record<string, unknown> | null = null
        $('script[type="application/ld+json"]').each((_, el) => {
          read ??= fromJsonLd($(el).text())
        })
        const data: Record<string, unknown> = read ?? { images: [] }
        if (!read) {
          const images: unknown[] = []
          data.price = $('meta[property="product:price:amount"]').attr('content')
          data.currency = $('meta[property="product:price:currency"]').attr('content')
          $('main [itemprop]').each((_, el) => {
            const key = props[$(el).attr('itemprop') ?? '']
            if (key) data[key] = $(el).text()
            else if ($(el).attr('itemprop') === 'image') images.push($(el).attr('src'))
          })
          data.images = images
          data.seller = $('.seller__name').text()
          data.city = $('.seller__city').text()
        }
        await save({
          source: 'site',
          external_id: `${run}-${String(request.userData.i)}`,
          data,
          title: data.title ?? null,
          make: data.make ?? null,
          model: data.model ?? null,
          year: number(data.year),
          price: number(data.price),
          mileage: number(data.mileage),
          vin: data.vin ?? null,
        })
      },
    },
    configuration,
  )
  await crawler.run()
}

await run(300, 'warm')
const started = performance.now()
await run(Number(count), 'counted')
const seconds = (performance.now() - started) / 1000
const [rows] = await sql.unsafe<[{ n: number }]>(
  `select count(*)::int as n from ${table} where make is not null and price is not null and mileage is not null`,
)
await sql.unsafe(`drop table ${table}`)
console.log(JSON.stringify({ rows: rows.n, rate: Number(count) / seconds }))
process.exit(0)
