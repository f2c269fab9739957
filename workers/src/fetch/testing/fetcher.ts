import { afterAll } from 'vitest'
import { createSafeFetch, type SafeFetch, type SafeFetchOptions } from '../safe-fetch.ts'

/** A fetcher that is as shut as production's, but for what the test opens; closed after the file's tests. */
export function makeFetcher(options: Partial<SafeFetchOptions> = {}): SafeFetch {
  const fetcher = createSafeFetch({
    allowPrivate: [],
    reroute: new Map(),
    robots: false,
    concurrency: 10,
    ...options,
  })
  afterAll(() => fetcher.close())
  return fetcher
}
