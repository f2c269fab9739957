import { join } from 'node:path'

/**
 * Options of Node for a server's heap. Much of what it makes is short-lived: a small space for it is swept often and
 * never grows to 100 MB. And V8 collects what lives longer when it has grown by a factor that it takes from the
 * largest heap it may have (`MaxGrowingFactor`): up to 4 from 2 GB on, below 2 here.
 */
export const smallHeap = ['--max-semi-space-size=8', '--max-old-space-size=1536']

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
