import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** A photo by its id, whoever asks: ids are random and told only with the car. Undefined where there is none. */
export function readMedia(db: Db, id: string): Promise<{ contentType: string; bytes: Buffer } | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<{ contentType: string; bytes: Buffer }[]>`
      select m.content_type as "contentType", m.bytes from media m join workspaces w on w.id = m.workspace_id
      where m.id = ${id} and w.deleted_at is null`
    return row
  })
}
