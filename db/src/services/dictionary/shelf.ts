import type { Permission } from '@cartie/shared/domain/roles'
import { withSystemTx, withTx } from '../../client.ts'
import { requirePermission, type Context, type Db, type Tx } from '../../context.ts'
import { deedOf } from '../operator/note-deed.ts'
import { requireOperator } from '../operator/require-operator.ts'

type Look = Pick<Tx, 'sql'>

/** Where words stand that people add: in one workspace, or in the installation, whose words every workspace reads. */
export interface Shelf {
  db: Db
  /** null: the installation's. */
  workspaceId: string | null
  run: <T>(fn: (tx: Look & Told) => Promise<T>) => Promise<T>
}

interface Told {
  /** Tells of a change; `wordId` is null for one of several, or of one that is gone. */
  changed: (wordId: string | null, subject: string) => void
}

/** Whose words are meant. */
export type ShelfLevel = 'workspace' | 'global'

/** The shelf of a level, for who may. Throws `forbidden`; the installation's is its operators' alone. */
export async function shelfOf(ctx: Context, level: ShelfLevel, permission: Permission): Promise<Shelf> {
  if (level === 'global') return globalShelf(ctx.db, await requireOperator(ctx))
  requirePermission(ctx, permission)
  return {
    db: ctx.db,
    workspaceId: ctx.workspaceId,
    run: (fn) =>
      withTx(ctx, (tx) =>
        fn({ sql: tx.sql, changed: (wordId) => tx.record('dictionary.changed', { wordId }) }),
      ),
  }
}

/** The installation's words, changed by an operator, or by somebody at the machine itself (`by: null`). */
export const globalShelf = (db: Db, by: string | null): Shelf => ({
  db,
  workspaceId: null,
  run: (fn) =>
    withSystemTx(db, (tx) =>
      fn({
        sql: tx.sql,
        changed: (_, subject) => tx.write(deedOf(tx, { userId: by, deed: 'dictionary', subject })),
      }),
    ),
})
