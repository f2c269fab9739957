import type { SiteProfileInput } from '@cartie/shared/schemas/site'
import type { PageInput } from './extract.ts'
import { readWithSelectors } from './read-with-selectors.ts'
import type { SelectorReading } from './read-with-selectors.ts'

export interface SelectorTask {
  page: PageInput
  profile: SiteProfileInput
  preview: boolean
}

/** What a thread does: one page by selectors. */
export default function run({ page, profile, preview }: SelectorTask): SelectorReading {
  return readWithSelectors(page, profile, preview)
}
