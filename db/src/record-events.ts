import type { TransactionSql } from 'postgres'
import { deliveryPriorities } from '@cartie/shared/domain/delivery-state'
import { hookChannel } from '@cartie/shared/domain/delivery-lane'
import { hookEvents } from '@cartie/shared/integrations/hook-events'
import { toldTypes } from '@cartie/shared/integrations/registry'
import { asOne, named } from './as-one.ts'
import type { Statement } from './context.ts'

interface Happened {
  name: string
  payload: unknown
}

/** By which a request may come to fit a channel's rule; what was posted follows by itself. */
const requestEvents = ['request.created', 'request.changed', 'request.status_changed', 'request.restored']

const isTold = new Set<string>(hookEvents)

/** Whom to wake by what was written: a lane, or an integration that posts cars and requests. */
export interface Rung {
  lane: string | null
  channelId: string | null
}

/**
 * The statement that writes events and, for each integration that is told of one, a delivery, or the cars and
 * requests that its posts have to tell of, with what is written `beside` them: all or none. It returns rows of `Rung`: whom to wake; the lane of
 * what is paused is paused.
 */
export function recordEvents(
  sql: TransactionSql,
  by: { workspaceId: string; actor: string; requestId: string },
  happened: readonly Happened[],
  beside: readonly Statement[],
): Statement {
  const writing = sql`
    insert into events (workspace_id, name, payload, actor, request_id)
    select ${by.workspaceId}, e.name, e.payload, ${by.actor}, ${by.requestId}
    from jsonb_to_recordset(${JSON.stringify(happened)}::jsonb) as e(name text, payload jsonb)`
  if (!happened.some(({ name }) => isTold.has(name))) return asOne(sql, [...beside, writing])
  const isOfCars = happened.some(({ name }) => name.startsWith('listing.'))
  const isOfRequests = happened.some(({ name }) => requestEvents.includes(name))
  return sql`
    with ${beside.length ? sql`${named(sql, beside)},` : sql``} happened as (
      ${writing} returning id, name, payload, at
    ), told as (
      insert into deliveries (workspace_id, channel, lane, integration_id, request, policy, priority)
      select ${by.workspaceId}, ${hookChannel}, ${`${hookChannel}:`} || i.id, i.id,
        jsonb_build_object('method', e.name, 'params', jsonb_build_object(
          'id', 'msg_' || gen_random_uuid(), 'type', e.name, 'data', e.payload,
          'timestamp', to_char(e.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))),
        'repeat', ${deliveryPriorities.notice}::int
      from happened e join integrations i on i.workspace_id = ${by.workspaceId}
      where i.type = any (${[...toldTypes]}::text[]) and e.name = any (${[...hookEvents]}::text[])
        and (i.events = '{}' or e.name = any (i.events))
        and (i.type <> 'META' or e.name <> 'lead.status_changed' or e.payload->>'to' = 'WON')
      order by e.id
      returning lane
    )${isOfCars ? sql`, cars as (${carTasks(sql, by.workspaceId)})` : sql``}
    ${isOfRequests ? sql`, requests as (${requestTasks(sql, by.workspaceId)})` : sql``}
    select distinct lane, null::uuid as "channelId" from told
    ${isOfCars ? sql`union select null, integration_id from cars` : sql``}
    ${isOfRequests ? sql`union select null, integration_id from requests` : sql``}`
}

/** A car that waits already is marked again: whoever looks at it just now may not see this change. */
const carTasks = (sql: TransactionSql, workspaceId: string) => sql`
  insert into car_post_tasks (workspace_id, integration_id, listing_id)
  select distinct ${workspaceId}::uuid, i.id, l.id::uuid
  from happened e cross join lateral jsonb_array_elements_text(e.payload->'listingIds') as l(id)
    join integrations i on i.workspace_id = ${workspaceId} and i.type = 'TELEGRAM_CHANNEL'
  where e.name like 'listing.%'
  order by 2, 3
  on conflict (integration_id, listing_id) do update set due_at = now()
  returning integration_id`

/** The same for requests, where the rule asks for them. */
const requestTasks = (sql: TransactionSql, workspaceId: string) => sql`
  insert into request_post_tasks (workspace_id, integration_id, request_id)
  select distinct ${workspaceId}::uuid, i.id, (e.payload->>'requestId')::uuid
  from happened e join integrations i on i.workspace_id = ${workspaceId} and i.type = 'TELEGRAM_CHANNEL'
    and i.config->>'requests' = 'true'
  where e.name = any (${requestEvents}::text[])
  order by 2, 3
  on conflict (integration_id, request_id) do update set due_at = now()
  returning integration_id`
