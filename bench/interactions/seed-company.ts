import type postgres from 'postgres'
import { withTx } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import { captureLead } from '@cartie/db/services/lead/capture'
import { saveCars } from '@cartie/db/services/listing/save-cars'
import { fakeCar } from '../listings/fake-cars.ts'

const names = 'Олена Коваль,Ігор Мельник,Марія Шевчук,Андрій Бойко,Наталія Ткач,Петро Кравець'.split(',')
const captured = 500

/** A company's cars, made as a parse makes them, with the prices of the last months. */
export async function seedCars(ctx: Context, count: number): Promise<void> {
  const [{ id: parseId }] = await withTx(
    ctx,
    (tx) => tx.sql<[{ id: string }]>`
      insert into parses (workspace_id, kind, expand, max_pages, auto_save, asked, total, status, started_at, finished_at)
      values (${ctx.workspaceId}, 'urls', true, 1, true, 1, 1, 'done', now(), now()) returning id`,
  )
  for (let n = 0; n < count; n += 500) {
    const seenAt = new Date(Date.now() - (count - n) * 40_000).toISOString()
    const cars = Array.from({ length: Math.min(500, count - n) }, (_, i) => fakeCar(n + i))
    await withTx(ctx, (tx) => saveCars(ctx, tx, { cars, parseId, sample: false, seenAt }))
  }
}

/**
 * A company's leads: 500 are captured as a form captures them, and copied under other names, codes and numbers over a
 * year, in all stages.
 */
export async function seedLeads(ctx: Context, admin: postgres.Sql, count: number): Promise<void> {
  await withTx(ctx, async (tx) => {
    for (let n = 0; n < captured; n++) {
      const { make, model } = fakeCar(n).fields
      await captureLead(
        { ...ctx, tx },
        {
          kind: 'BUY',
          source: 'api',
          name: `${names[n % names.length]!} ${n}`,
          phone: `+38050${String(1_000_000 + n)}`,
          request: `${make!} ${model!}, до ${10 + (n % 30)} тисяч доларів`,
        },
      )
    }
  })
  const columns = await admin<{ name: string }[]>`
    select column_name as name from information_schema.columns
    where table_name = 'leads' and is_generated = 'NEVER' order by ordinal_position`
  const others: Record<string, string> = {
    id: 'gen_random_uuid()',
    code: `l.code || '-' || n`,
    phone: `'+38067' || (1000000 + n * 500 + row_number() over ())`,
    status: `(array['NEW','NEW','CONTACTED','IN_PROGRESS','WON','LOST'])[1 + (n + length(l.name)) % 6]`,
    created_at: `l.created_at - n * interval '5 hours'`,
    updated_at: `l.created_at - n * interval '5 hours'`,
    last_interaction_at: `l.created_at - n * interval '5 hours'`,
  }
  await admin.unsafe(
    `insert into leads (${columns.map(({ name }) => name).join(', ')})
     select ${columns.map(({ name }) => others[name] ?? `l.${name}`).join(', ')}
     from leads l, generate_series(1, $1::int) n where l.workspace_id = $2`,
    [Math.ceil(count / captured) - 1, ctx.workspaceId],
  )
  await admin`vacuum analyze leads`
}
