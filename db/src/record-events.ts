import type { TransactionSql } from 'postgres'
import { deliveryPriorities } from '@cartie/shared/domain/delivery-state'
import { hookChannel } from '@cartie/shared/domain/delivery-lane'
import { hookEvents } from '@cartie/shared/integrations/hook-events'
import { hookTypes } from '@cartie/shared/integrations/registry'
import { asOne, named } from './as-one.ts'
import type { Statement } from './context.ts'

interface Happened {
  name: string
  payload: unknown
}

const isTold = new Set<string>(hookEvents)

/**
 * The statement that writes events, and a delivery for each integration that is told of one, with what is written
 * `beside` them: all or none. It returns the lanes on which something waits by that; the lane of one that is paused is
 * paused.
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
      where i.type = any (${[...hookTypes]}::text[]) and e.name = any (${[...hookEvents]}::text[])
        and (i.events = '{}' or e.name = any (i.events))
      order by e.id
      returning lane
    )
    select distinct lane from told`
}
