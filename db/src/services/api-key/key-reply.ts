import type { z } from 'zod'
import type { ApiKey } from '@cartie/shared/schemas/workspace'
import type { Permission, Role } from '@cartie/shared/domain/roles'

export interface ApiKeyRow {
  id: string
  name: string
  prefix: string
  role: Role
  scopes: Permission[] | null
  created_at: string
  expires_at: string | null
  last_used_at: string | null
  revoked_at: string | null
}

const iso = (text: string | null) => (text === null ? null : new Date(text).toISOString())

/** A row as the API tells of it; the hash stays inside. */
export const keyReply = (row: ApiKeyRow): z.output<typeof ApiKey> => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  role: row.role,
  scopes: row.scopes,
  createdAt: new Date(row.created_at).toISOString(),
  expiresAt: iso(row.expires_at),
  lastUsedAt: iso(row.last_used_at),
  revokedAt: iso(row.revoked_at),
})
