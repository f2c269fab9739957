import type { PendingQuery, Row, Sql, TransactionSql } from 'postgres'
import { AppError } from '@cartie/shared/errors'
import type { EventName, EventPayload } from '@cartie/shared/event'
import type { JobContract } from '@cartie/shared/job'
import { allows, type Permission, type Role } from '@cartie/shared/domain/roles'
import type { z } from 'zod'

/** Who acts: a person, a script with a key, or Cartie itself. */
export interface Actor {
  kind: 'user' | 'apiKey' | 'system'
  id: string | null
  role: Role
  /** Of a key: what it may do of what its role may; absent: all of it. */
  scopes?: readonly Permission[]
  /** What people know them by: a person's name, a key's name. */
  name?: string
}

/** What a verb works in: one workspace, one actor, and a transaction if one is open already. */
export interface Context {
  db: Db
  workspaceId: string
  actor: Actor
  requestId: string
  tx?: Tx
}

/** The two pools of a process. `app` sees one workspace a transaction, `system` sees all. */
export interface Db {
  app: Sql
  system: Sql
  /** How long a call may wait for a connection that answers. */
  acquireTimeoutMs: number
  /** Runs `fn` while a connection is free; rejects with `unavailable` when none becomes free in time. */
  slot: <T>(fn: () => Promise<T>) => Promise<T>
  wakeAll: (wakes: PendingWake[]) => Promise<void>
  /** Fault tests: ends the process here if it was told to. */
  crashPoint: (name: string) => void
  /** Where people open this installation, for links in messages; empty: nowhere that is known. */
  publicUrl: string
  close: () => Promise<void>
}

export interface PendingWake {
  job: JobContract
  payload: unknown
  delayMs: number
}

/** A query that was not sent yet. */
export type Statement = PendingQuery<Row[]>

/** An open transaction. Events and wakes are collected: events commit with it, wakes go out after it. */
export interface Tx {
  sql: TransactionSql
  /**
   * Sends a statement whose answer nobody needs: what comes next does not wait for it, and its failure undoes all. Not
   * within a savepoint, which would undo it alone and commit the rest: what runs there is given `Pick<Tx, 'sql'>`.
   */
  write: (statement: Statement) => void
  /**
   * Sends a statement with the commit, all such ones and the events as one: they see nothing of each other, so no two of
   * them may meet the same row, and none may hold a writing `with` of its own.
   */
  last: (statement: Statement) => void
  record: <N extends EventName>(name: N, payload: EventPayload<N>) => void
  wake: <P extends z.ZodType>(
    job: JobContract<P>,
    payload: z.input<P>,
    options?: { delayMs?: number; times?: number },
  ) => void
}

/** Refuses an actor whose role, or whose key, may not do a thing. */
export function requirePermission({ actor }: Pick<Context, 'actor'>, permission: Permission): void {
  if (allows(actor, permission)) return
  throw new AppError(
    'forbidden',
    actor.scopes && allows({ role: actor.role }, permission)
      ? `This key is limited, and not to ${permission}.`
      : 'Your role in this workspace does not allow this. Ask an owner or an admin.',
  )
}
