import { pricedIn } from '@cartie/shared/domain/exchange'
import { matchCar } from '@cartie/shared/domain/matching'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { readDictionary } from '../dictionary/read.ts'
import { latestRates } from '../rate/latest.ts'
import {
  criteriaColumns,
  rowToCar,
  rowToCriteria,
  type CriteriaRow,
  type FactsRow,
} from '../match/match-row.ts'

/**
 * Tells anew how the variants of a request fit it, and why: all of them, or one. Where the wish names nothing that can be
 * compared, they have no score.
 */
export async function scoreVariants(
  ctx: Context,
  { sql }: Tx,
  requestId: string,
  variantId?: string,
): Promise<void> {
  const [wish] = await sql<CriteriaRow[]>`
    select ${sql.unsafe(criteriaColumns)} from b2b_requests r
    where r.workspace_id = ${ctx.workspaceId} and r.id = ${requestId}`
  if (!wish) return
  const cars = await sql<FactsRow[]>`
    select id, 'AVAILABLE' as status, make, model, year, price_minor, currency, mileage_km, fuel, transmission,
      body_type, drive, location, color
    from request_variants
    where workspace_id = ${ctx.workspaceId} and request_id = ${requestId} and deleted_at is null
      and (${variantId ?? null}::uuid is null or id = ${variantId ?? null}::uuid)`
  if (!cars.length) return
  const criteria = rowToCriteria(wish)
  const [dictionary, rates] = [await readDictionary(ctx, { sql }), await latestRates({ sql })]
  const scored = cars.map((car) => {
    const { score, reasons } = matchCar(
      criteria,
      pricedIn(rowToCar(car), criteria.currency, rates),
      dictionary,
    )
    return { id: car.id, score: reasons.length ? score : null, reasons }
  })
  await sql`
    update request_variants v set score = s.score, reasons = s.reasons
    from jsonb_to_recordset(${storableJson(scored)}::jsonb) as s(id uuid, score int, reasons jsonb)
    where v.workspace_id = ${ctx.workspaceId} and v.id = s.id`
}
