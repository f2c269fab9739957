import type { Rates } from '@cartie/shared/domain/exchange'
import { getRates } from '@cartie/shared/endpoints/rates'
import { call } from '#lib/api.ts'

const staleMs = 3600_000

/** A moment of the day of rates that is that day in any time zone near it. */
export const noonOf = (day: string): string => `${day}T12:00:00Z`

/** The exchange rates that the pages show amounts by; what can't be had is simply not shown. */
class KnownRates {
  data = $state.raw<Rates | undefined>(undefined)
  #askedAt = -staleMs

  /** Asks for them where that was not done lately. */
  async load(): Promise<void> {
    if (performance.now() - this.#askedAt < staleMs) return
    this.#askedAt = performance.now()
    try {
      const { day, uahPer } = await call(getRates)
      this.data = day === null ? undefined : { day, uahPer }
    } catch {
      // The next page that needs them asks again.
      this.#askedAt = -staleMs
    }
  }
}
export const rates = new KnownRates()
