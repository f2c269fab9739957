import type { AuditEntry } from '@cartie/shared/schemas/audit'
import type { Columns } from './csv.ts'

/** The columns of the audit trail. */
export const auditColumns: Columns<AuditEntry> = [
  ['at', (e) => e.at],
  ['actor', (e) => e.actor.name],
  ['actorId', (e) => `${e.actor.kind}:${e.actor.id}`],
  ['event', (e) => e.event],
  ['about', (e) => e.about],
  ['details', (e) => JSON.stringify(e.payload)],
]
