import type { SiteProfileInput } from '@cartie/shared/schemas/site'
import type { PageInput } from './extract.ts'
import type { SelectorReading } from './read-with-selectors.ts'
import { runSelectors } from './selector-pool.ts'

/**
 * What a profile makes of a page, for the parser lab: the result, for each rule the number of elements and the
 * first one's text, and the page without scripts in which matched elements carry `data-cartie-field`.
 */
export function previewProfile(page: PageInput, profile: SiteProfileInput): Promise<SelectorReading> {
  return runSelectors(page, profile, true)
}
