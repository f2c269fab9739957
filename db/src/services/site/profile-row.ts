import type { SiteProfile } from '@cartie/shared/schemas/site'

export interface ProfileRow {
  id: string
  host: string
  name: string
  rules: SiteProfile['rules']
  card: NonNullable<SiteProfile['card']> | null
  created_at: string
  updated_at: string
}

/** A stored profile in the API's shape. */
export const toSiteProfile = ({ card, created_at, updated_at, ...row }: ProfileRow): SiteProfile => ({
  id: row.id,
  host: row.host,
  name: row.name,
  rules: row.rules,
  ...(card ? { card } : {}),
  createdAt: new Date(created_at).toISOString(),
  updatedAt: new Date(updated_at).toISOString(),
})
