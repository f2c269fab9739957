import type { RawField } from './raw-field.ts'

/** A workspace's own selectors for one site: where each field of an advert stands. */
export interface SiteProfile {
  /** The host the profile is for, without `www.`. */
  host: string
  fields: Partial<Record<RawField, string>>
}
