import type { MessagePort } from 'node:worker_threads'
import type { SiteProfileInput } from '@cartie/shared/schemas/site'
import type { PageInput } from './extract.ts'
import { readWithSelectors } from './read-with-selectors.ts'
import type { SelectorReading } from './read-with-selectors.ts'

export interface SelectorTask {
  page: PageInput
  profile: SiteProfileInput
  preview: boolean
  /** Told when the work begins: a thread's own start does not count against the page. */
  started: MessagePort
}

/** What a thread does: one page by selectors. */
export default function run({ page, profile, preview, started }: SelectorTask): SelectorReading {
  started.postMessage('started')
  started.close()
  return readWithSelectors(page, profile, preview)
}
