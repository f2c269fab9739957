import { MessageChannel } from 'node:worker_threads'
import { Piscina } from 'piscina'
import type { SiteProfileInput } from '@cartie/shared/schemas/site'
import type { PageInput } from './extract.ts'
import type { SelectorReading } from './read-with-selectors.ts'
import type { SelectorTask } from './selector-thread.ts'

/** A page that takes longer by its selectors is given up and its thread ended. */
const workMs = 3_000
/** Waiting for a free or a new thread may take this long. */
const waitMs = 30_000
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

const tooComplex: SelectorReading = {
  result: { kind: 'none', outcome: 'failed', reason: 'too_complex' },
  matches: {},
  html: null,
}

/**
 * Reads a page by selectors in a thread, started when first needed. A page that is too slow or too large for the
 * thread comes back as `too_complex`; `limitMs` counts from the beginning of the work.
 */
export async function runSelectors(
  page: PageInput,
  profile: SiteProfileInput,
  preview: boolean,
  limitMs = workMs,
): Promise<SelectorReading> {
  const { bytes, url, contentType, status, words } = page
  const { port1, port2 } = new MessageChannel()
  const abort = new AbortController()
  let timer = setTimeout(() => abort.abort(), waitMs)
  port1.once('message', () => {
    clearTimeout(timer)
    timer = setTimeout(() => abort.abort(), limitMs)
  })
  const task: SelectorTask = {
    page: {
      bytes,
      url,
      ...(contentType === undefined ? {} : { contentType }),
      ...(status === undefined ? {} : { status }),
      ...(words?.length ? { words } : {}),
    },
    profile,
    preview,
    started: port2,
  }
  try {
    return await threads().run(task, { signal: abort.signal, transferList: [port2] })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (abort.signal.aborted || code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError)
      return tooComplex
    throw error
  } finally {
    clearTimeout(timer)
    port1.close()
  }
}

/** Ends the threads; the next page starts new ones. */
export async function closeSelectorThreads(): Promise<void> {
  const ending = pool
  pool = undefined
  await ending?.destroy()
}
