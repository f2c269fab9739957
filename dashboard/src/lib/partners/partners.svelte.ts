import { listPartners } from '@cartie/shared/endpoints/partners'
import type { Partner } from '@cartie/shared/schemas/partner'
import { call } from '#lib/api.ts'
import { throttle } from '#lib/import/throttle.ts'
import { live } from '#lib/live.svelte.ts'
import { Pages } from '#lib/pages.svelte.ts'
import type { PartnerState } from './address.ts'

const followEveryMs = 1000

/** The partners of the list, by name. */
export class Partners {
  readonly pages = new Pages<Partner>((cursor, signal) => {
    const { q, state } = this.#view
    const filter = state === 'bin' ? { deleted: 'true' } : state ? { status: state } : {}
    return call(listPartners, {
      query: { ...(q ? { q } : {}), ...filter, limit: 100, ...(cursor ? { cursor } : {}) },
      signal,
    })
  })
  #view: { q: string; state: PartnerState } = { q: '', state: undefined }
  #more = throttle(() => void this.pages.load(true), followEveryMs)

  /** Shows the partners under another search or state. */
  show(view: { q: string; state: PartnerState }): void {
    this.#view = view
    void this.pages.load()
  }

  /** Follows what happens elsewhere; returns what ends it. */
  follow(): () => void {
    const ends = [
      live.on('partner.changed', this.#more.ask),
      live.on('partner.joined', this.#more.ask),
      live.onAgain(this.#more.ask),
    ]
    return () => {
      for (const end of ends) end()
      this.#more.stop()
      this.pages.stop()
    }
  }
}
