import { performance } from 'node:perf_hooks'
import type { Sql } from 'postgres'
import { withTx } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import { saveCars } from '@cartie/db/services/listing/save-cars'
import { fakeCar } from './fake-cars.ts'

export interface Rate {
  perSecond: number
  /** What this process itself spends on a row, in microseconds of CPU. */
  clientUs: number
}

/** Starts the clocks; the function that is returned stops them after so many rows. */
function start(): (rows: number) => Rate {
  const from = performance.now()
  const cpu = process.cpuUsage()
  return (rows) => {
    const { user, system } = process.cpuUsage(cpu)
    return { perSecond: rows / ((performance.now() - from) / 1000), clientUs: (user + system) / rows }
  }
}

/** Runs `count` tasks, so many at a time. */
async function inFlight(count: number, width: number, task: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const lane = async () => {
    while (next < count) await task(next++)
  }
  await Promise.all(Array.from({ length: width }, lane))
}

/** Rows a second of `saveCars`: every second car new, every second one known with a new price and mileage. */
export async function measureSave(
  ctx: Context,
  options: { rows: number; chunk: number; width: number; known: number; firstNew: number; turn: number },
): Promise<Rate> {
  const { rows, chunk, width, known, firstNew, turn } = options
  const count = Math.ceil(rows / chunk)
  const stop = start()
  await inFlight(count, width, async (c) => {
    const cars = Array.from({ length: chunk }, (_, i) => {
      const n = c * chunk + i
      return n % 2 ? fakeCar((n * 7919) % known, turn) : fakeCar(firstNew + n)
    })
    const saved = await withTx(ctx, (tx) =>
      saveCars(ctx, tx, { cars, parseId: null, sample: false, seenAt: new Date().toISOString() }),
    )
    if (saved.some((s, i) => s.outcome !== 'saved' && (s.outcome !== 'changed' || i % 2 === 0)))
      throw new Error('not what was asked for')
  })
  return stop(count * chunk)
}

const columns =
  'source external_id url title make model year price currency mileage fuel gear body color vin power description images'.split(
    ' ',
  )

/** Rows a second of the plain way beside it: one row a statement, prepared, half of them known, 10 at a time. */
export async function measurePlain(admin: Sql, rows: number): Promise<Rate> {
  await admin.unsafe(`
    create table plain_listings (id bigint generated always as identity primary key, source text not null,
      external_id text not null, url text not null, title text, make text, model text, year int, price bigint,
      currency text, mileage int, fuel text, gear text, body text, color text, vin text, power int, description text,
      images jsonb, updated_at timestamptz not null default now(), unique (source, external_id));
    create index on plain_listings (make, model, year);
    create index on plain_listings (price)`)
  const statement = `insert into plain_listings (${columns.join(', ')})
    values (${columns.map((_, i) => `$${i + 1}`).join(', ')})
    on conflict (source, external_id) do update set ${columns
      .slice(2)
      .map((c) => `${c} = excluded.${c}`)
      .join(', ')}, updated_at = now()`
  const distinct = Math.ceil(rows / 2)
  const stop = start()
  await inFlight(rows, 10, (n) => {
    const { fields: f, source, sourceId, sourceUrl } = fakeCar(n % distinct, Math.floor(n / distinct))
    const values = [
      source,
      sourceId,
      sourceUrl,
      f.title,
      f.make,
      f.model,
      f.year,
      f.priceMinor,
      f.currency,
      f.mileageKm,
      f.fuel,
      f.transmission,
      f.bodyType,
      f.color,
      f.vin,
      f.powerHp,
      f.description,
      f.images,
    ].map((v) => v ?? null)
    return admin.unsafe(statement, values as never[], { prepare: true })
  })
  const rate = stop(rows)
  await admin.unsafe('drop table plain_listings')
  return rate
}
