import type { SafeFetch } from './safe-fetch.ts'

/** Fault tests only (FAULT_JOBS): an address with this in it ends the process, as a page would that crashes it. */
export const deadlyPath = '/cartie-fault/exit'

/** Wraps the fetcher so that the deadly address does its harm; every other one is fetched as ever. */
export const harmful = (fetch: SafeFetch): SafeFetch =>
  Object.assign(
    (...args: Parameters<SafeFetch>) => {
      if (args[0].includes(deadlyPath)) process.exit(1)
      return fetch(...args)
    },
    { close: () => fetch.close() },
  )
