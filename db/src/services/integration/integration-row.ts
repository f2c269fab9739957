import type { Integration, IntegrationStatus } from '@cartie/shared/schemas/integration'
import type { SecretPlace } from '../../secrets.ts'

export interface IntegrationRow {
  id: string
  type: Integration['type']
  name: string
  config: Integration['config']
  events: Integration['events']
  status: IntegrationStatus
  previous_until: string | null
  last_success_at: string | null
  failing_since: string | null
  last_error: { code: string; message: string; at: string } | null
  version: number
  created_at: string
  updated_at: string
}

/** What is read of an integration for people: everything but its secrets. */
export const integrationColumns = [
  'id',
  'type',
  'name',
  'config',
  'events',
  'status',
  'previous_until',
  'last_success_at',
  'failing_since',
  'last_error',
  'version',
  'created_at',
  'updated_at',
] satisfies (keyof IntegrationRow)[]

const iso = (at: string) => new Date(at).toISOString()
const isoOrNull = (at: string | null) => (at === null ? null : iso(at))

/** A stored integration in the API's shape. */
export const toIntegration = (row: IntegrationRow): Integration => ({
  id: row.id,
  type: row.type,
  name: row.name,
  config: row.config,
  events: row.events,
  status: row.status,
  previousSecretUntil:
    row.previous_until !== null && new Date(row.previous_until) > new Date() ? iso(row.previous_until) : null,
  health: {
    lastSuccessAt: isoOrNull(row.last_success_at),
    failingSince: isoOrNull(row.failing_since),
    lastError: row.last_error && { ...row.last_error, at: iso(row.last_error.at) },
  },
  version: row.version,
  createdAt: iso(row.created_at),
  updatedAt: iso(row.updated_at),
})

/** Where an integration's secrets lie; a new one takes the place of the one before. */
export const secretPlace = (workspaceId: string, integrationId: string): SecretPlace => ({
  table: 'integrations',
  workspaceId,
  rowId: integrationId,
  field: 'secret',
})
