import type { SavedView } from '@cartie/shared/schemas/listing'
import type { z } from 'zod'

export interface ViewRow {
  id: string
  name: string
  query: string
  created_at: string
}

/** A saved view in the API's shape. */
export const toSavedView = ({ id, name, query, created_at }: ViewRow): z.infer<typeof SavedView> => ({
  id,
  name,
  query,
  createdAt: new Date(created_at).toISOString(),
})
