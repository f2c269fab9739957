import type { PageResult } from '@cartie/shared/domain/page-result'
import { readPage } from './extract.ts'
import type { PageInput } from './extract.ts'
import { pageTurn } from './page-turn.ts'
import { runSelectors } from './selector-pool.ts'

/**
 * Reads one fetched page: its kind and its cars. Without a profile this is done at once, without a tree; a
 * workspace's own selectors need a tree and run in a thread. Never throws for what a page holds.
 */
export async function parsePage(page: PageInput): Promise<PageResult> {
  if (!page.profile) {
    await pageTurn()
    return readPage(page)
  }
  return (await runSelectors(page, page.profile, false)).result
}
