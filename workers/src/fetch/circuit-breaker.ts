/** Stops asking a host that does not answer, so that its links don't hold the slots of the others. */
export interface CircuitBreaker {
  /** False while the host is left alone. After the pause one request may try; the rest wait for its result. */
  mayTry(host: string): boolean
  /** Any HTTP answer is a success, whatever its status. */
  succeeded(host: string): void
  failed(host: string): void
}

interface HostState {
  failures: number
  closedUntilMs: number
}

/** More failing hosts than this at once are a broken network, not broken hosts; the oldest are forgotten. */
const mostHosts = 10_000

/**
 * @param clock epoch milliseconds
 * @param threshold consecutive failures that open the circuit
 * @param pauseMs how long a host is left alone
 */
export function createCircuitBreaker(clock: () => number, threshold = 5, pauseMs = 30_000): CircuitBreaker {
  const hosts = new Map<string, HostState>()
  return {
    mayTry(host) {
      const state = hosts.get(host)
      if (!state || state.failures < threshold) return true
      if (clock() < state.closedUntilMs) return false
      state.closedUntilMs = clock() + pauseMs
      return true
    },
    succeeded(host) {
      if (hosts.size > 0) hosts.delete(host)
    },
    failed(host) {
      const failures = (hosts.get(host)?.failures ?? 0) + 1
      hosts.delete(host)
      hosts.set(host, { failures, closedUntilMs: clock() + pauseMs })
      if (hosts.size > mostHosts) hosts.delete(hosts.keys().next().value ?? '')
    },
  }
}
