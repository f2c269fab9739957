import type { TransactionSql } from 'postgres'
import type { Statement } from './context.ts'

/** The statement that keeps events for `tellNotices`, which finds out who has to be told of them. */
export const noteEvents = (
  sql: TransactionSql,
  { workspaceId, actor }: { workspaceId: string; actor: string },
  noticed: readonly { name: string; payload: unknown }[],
): Statement => sql`
  insert into notice_tasks (workspace_id, name, payload, actor)
  select ${workspaceId}, e.name, e.payload, ${actor}
  from jsonb_to_recordset(${JSON.stringify(noticed)}::jsonb) as e(name text, payload jsonb)`
