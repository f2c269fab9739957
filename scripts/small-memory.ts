import { join } from 'node:path'

/** A server makes much short-lived garbage: a small space for it is swept often and never grows to 100 MB. */
export const youngSpace = '--max-semi-space-size=8'

/**
 * Environment that keeps a process small: page buffers go back to the system at once instead of staying in the
 * allocator's arenas (glibc's mallopt), and sources are compiled once, not at every start.
 */
export const smallMemory = (dataDir: string): Record<string, string> => ({
  MALLOC_ARENA_MAX: '1',
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_MMAP_THRESHOLD_: '131072',
  NODE_COMPILE_CACHE: join(dataDir, 'compiled'),
})
