import { deliveryStates, endedStates, type DeliveryState } from '@cartie/shared/domain/delivery-state'
import { parseOutcomes, type ParseOutcome } from '@cartie/shared/domain/parse-outcome'
import type { Overview } from '@cartie/shared/schemas/stats'
import type { Context, Tx } from '../../context.ts'
import type { Period } from './read-period.ts'

/** States of what somebody or something still waits for. */
const open = deliveryStates.filter((state) => !endedStates.includes(state))

const counted = <T extends string>(all: readonly T[], rows: readonly { name: T; count: number }[]) =>
  Object.fromEntries(all.map((name) => [name, rows.find((row) => row.name === name)?.count ?? 0])) as Record<
    T,
    number
  >

/** What left the house in a period, and everything that is still to leave or to be settled. */
export async function readDeliveryStats(
  ctx: Context,
  { sql }: Tx,
  { since }: Period,
): Promise<Overview['deliveries']> {
  const rows = await sql<{ name: DeliveryState; count: number }[]>`
    select state as name, count(*)::int as count from deliveries
    where workspace_id = ${ctx.workspaceId} and created_at >= ${since} and state = any (${[...endedStates]}::text[]) group by state
    union all
    select state, count(*)::int from deliveries
    where workspace_id = ${ctx.workspaceId} and state = any (${[...open]}::text[]) group by state`
  return counted(deliveryStates, rows)
}

/** What became of the pages of the imports that were begun in a period. */
export async function readParseStats(
  ctx: Context,
  { sql }: Tx,
  { since }: Period,
): Promise<Overview['parses']> {
  const [row] = await sql<[{ cars: number; outcomes: { name: ParseOutcome; count: number }[] }]>`
    with mine as (select cars, counts from parses where workspace_id = ${ctx.workspaceId} and created_at >= ${since})
    select (select coalesce(sum(cars), 0)::int from mine) as cars,
      (select coalesce(json_agg(json_build_object('name', key, 'count', n)), '[]')
       from (select key, sum(value::int) as n from mine, jsonb_each_text(counts) group by key) c) as outcomes`
  return { cars: row.cars, outcomes: counted(parseOutcomes, row.outcomes) }
}
