import { fork } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { createSafeFetch } from '@cartie/workers/fetch/safe-fetch'
import { readPage } from '@cartie/workers/parser/extract'

// The most that Cartie's own fetching and reading allow: two processes, as many as it has workers, ask for pages and
// read cars from them; no queue and no database. node read-only.ts <site> <size> <ld> <pages>   (last line: pages a second)

const inFlight = 20
const processes = 2

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Set by itself: one of the processes. */
    child: { type: 'boolean', default: false },
  },
})
const [site, size, ld, count] = positionals as [string, string, string, string]

async function readShare(): Promise<number> {
  const fetch = createSafeFetch({
    allowPrivate: ['127.0.0.1'],
    reroute: new Map(),
    robots: false,
    concurrency: inFlight,
  })
  let next = 0
  const read = async (until: number) => {
    while (next < until) {
      const url = `${site}/${size}/${ld}/${next++}`
      await fetch.read(url, {}, (page) => {
        if (!page.ok) throw new Error(`${url}: ${page.code}`)
        readPage({ url, bytes: page.bytes })
      })
    }
  }
  const readAll = (until: number) => Promise.all(Array.from({ length: inFlight }, () => read(until)))
  const share = Math.ceil(Number(count) / processes)
  // Warm, as the product is.
  await readAll(share)
  const started = performance.now()
  await readAll(2 * share)
  fetch.close()
  return share / ((performance.now() - started) / 1000)
}

if (values.child) {
  process.send!(await readShare())
  process.disconnect()
} else {
  const children = Array.from({ length: processes }, () =>
    fork(import.meta.filename, [...process.argv.slice(2), '--child']),
  )
  const rates = await Promise.all(
    children.map(async (child) => ((await once(child, 'message')) as [number])[0]),
  )
  console.log(JSON.stringify({ rate: rates.reduce((sum, rate) => sum + rate, 0) }))
}
