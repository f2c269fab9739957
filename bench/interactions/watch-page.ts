import type { Locator, Page } from 'playwright-core'
import { quantile } from '../median.ts'

/** What was measured of one kind of interaction, each in milliseconds. */
interface Kind {
  /** From the input to the next picture, as the browser measures it; what it left out as short counts 16. */
  paint: number[]
  /** From the input until what was asked for could be seen. */
  answer: number[]
}

export interface PageWatch {
  page: Page
  /** Does something once and measures it. `seen` is what it has to bring onto the page. */
  measure: (what: string, act: () => Promise<unknown>, seen?: Locator) => Promise<void>
  kinds: Map<string, Kind>
}

/** Watches the interactions of a page by the browser's own event timing (durations of 16 ms and more, in steps of 8). */
export async function watchPage(page: Page): Promise<PageWatch> {
  await page.addInitScript(() => {
    const seen: { at: number; ms: number }[] = []
    Object.assign(globalThis, { seenEvents: seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if ('interactionId' in entry && entry.interactionId)
          seen.push({ at: entry.startTime, ms: entry.duration })
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
  const kinds = new Map<string, Kind>()
  return {
    page,
    kinds,
    async measure(what, act, seen) {
      const from = await page.evaluate(() => performance.now())
      const started = performance.now()
      await act()
      await seen?.waitFor()
      const answer = performance.now() - started
      const paint = await page.evaluate(longestSince, from)
      const kind = kinds.get(what) ?? { paint: [], answer: [] }
      kind.paint.push(paint)
      if (seen) kind.answer.push(answer)
      kinds.set(what, kind)
    },
  }
}

/** In the page: the longest interaction since a moment, once the browser has told of all. */
async function longestSince(from: number): Promise<number> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  await frame()
  await frame()
  await new Promise((resolve) => setTimeout(resolve, 50))
  const seen = (globalThis as unknown as { seenEvents: { at: number; ms: number }[] }).seenEvents
  return Math.max(16, ...seen.filter((event) => event.at >= from).map((event) => event.ms))
}

/** The figures as a table, and their sum. */
export function printWatch(kinds: Map<string, Kind>): void {
  const ms = (value: number) => (Number.isNaN(value) ? '' : value.toFixed(0)).padStart(8)
  console.log(`\n${'interaction, ms'.padEnd(40)}   n paint p50     p95  answer p50   p95`)
  for (const [what, { paint, answer }] of kinds) {
    const figures = [
      quantile(paint, 0.5),
      quantile(paint, 0.95),
      quantile(answer, 0.5),
      quantile(answer, 0.95),
    ]
    console.log(`${what.padEnd(40)}${String(paint.length).padStart(4)}${figures.map(ms).join('')}`)
  }
  const all = [...kinds.values()].flatMap((kind) => kind.paint)
  const answers = [...kinds.values()].flatMap((kind) => kind.answer)
  console.log(
    `all ${all.length}: to the next picture p50 ${quantile(all, 0.5).toFixed(0)}, p95 ${quantile(all, 0.95).toFixed(0)} ms;` +
      ` to the answer p50 ${quantile(answers, 0.5).toFixed(0)}, p95 ${quantile(answers, 0.95).toFixed(0)} ms`,
  )
}
