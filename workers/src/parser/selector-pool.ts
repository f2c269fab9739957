import { Piscina } from 'piscina'
import type { SiteProfileInput } from '@cartie/shared/schemas/site'
import type { PageInput } from './extract.ts'
import type { SelectorReading } from './read-with-selectors.ts'
import type { SelectorTask } from './selector-thread.ts'

/** A page that takes longer by its selectors is given up and its thread ended. */
const timeoutMs = 3_000
let pool: Piscina<SelectorTask, SelectorReading> | undefined

function threads(): Piscina<SelectorTask, SelectorReading> {
  pool ??= new Piscina<SelectorTask, SelectorReading>({
    filename: new URL('./selector-thread.ts', import.meta.url).href,
    minThreads: 0,
    maxThreads: 2,
    idleTimeout: 30_000,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  return pool
}

/**
 * Reads a page by selectors in a thread, started when first needed. A page that is too slow or too large for the
 * thread comes back as `too_complex`; `limitMs` is for tests.
 */
export async function runSelectors(
  page: PageInput,
  profile: SiteProfileInput,
  preview: boolean,
  limitMs = timeoutMs,
): Promise<SelectorReading> {
  const { bytes, url, contentType, status } = page
  const task: SelectorTask = {
    page: {
      bytes,
      url,
      ...(contentType === undefined ? {} : { contentType }),
      ...(status === undefined ? {} : { status }),
    },
    profile,
    preview,
  }
  try {
    return await threads().run(task, { signal: AbortSignal.timeout(limitMs) })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (
      (error instanceof Error && error.name === 'AbortError') ||
      code === 'ERR_WORKER_OUT_OF_MEMORY' ||
      error instanceof RangeError
    ) {
      return { result: { kind: 'none', outcome: 'failed', reason: 'too_complex' }, matches: {}, html: null }
    }
    throw error
  }
}

/** Ends the threads; the next page starts new ones. */
export async function closeSelectorThreads(): Promise<void> {
  const ending = pool
  pool = undefined
  await ending?.destroy()
}
