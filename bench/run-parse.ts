import { getParse, startParse } from '@cartie/shared/endpoints/parses'
import type { Parse } from '@cartie/shared/schemas/parse'
import type { Product } from './product.ts'

/** Parses addresses from the request to the last row. Returns how many became cars, and how long it took in seconds. */
export async function runParse(
  api: Product['api'],
  urls: string[],
): Promise<{ seconds: number; ended: number }> {
  const started = performance.now()
  let parse = (await api(startParse, { body: { urls } })) as Parse
  while (parse.status === 'queued' || parse.status === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 100))
    parse = await api(getParse, { params: { id: parse.id } })
  }
  // An advert that says it is closed is read all the same.
  const { saved, changed, unchanged, duplicate, gone } = parse.counts
  return {
    seconds: (performance.now() - started) / 1000,
    ended: saved + changed + unchanged + duplicate + gone,
  }
}
