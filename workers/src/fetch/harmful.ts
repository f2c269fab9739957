import type { SafeFetch } from './safe-fetch.ts'

/** Fault tests only (FAULT_JOBS): an address with this in it ends the process, as a page would that crashes it. */
export const deadlyPath = '/cartie-fault/exit'

/** Wraps the fetcher so that the deadly address does its harm; every other one is fetched as ever. */
export function harmful(fetch: SafeFetch): SafeFetch {
  const beware = (url: string) => {
    if (url.includes(deadlyPath)) process.exit(1)
  }
  const read: SafeFetch['read'] = (url, policy, use) => {
    beware(url)
    return fetch.read(url, policy, use)
  }
  return Object.assign(
    (...args: Parameters<SafeFetch>) => {
      beware(args[0])
      return fetch(...args)
    },
    { read, close: () => fetch.close() },
  )
}
