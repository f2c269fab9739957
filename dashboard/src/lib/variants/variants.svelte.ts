import { listVariants } from '@cartie/shared/endpoints/variants'
import type { Variant } from '@cartie/shared/schemas/variant'
import { call } from '#lib/api.ts'
import { throttle } from '#lib/import/throttle.ts'
import { live } from '#lib/live.svelte.ts'
import { Resource } from '#lib/resource.svelte.ts'

/** Events come in bursts: the table follows them at most this often. */
const followEveryMs = 500

/** The variants of one request, and which of them are selected. */
export class Variants {
  readonly list: Resource<Variant[]>
  selected = $state.raw<readonly string[]>([])
  readonly requestId: string

  constructor(requestId: string) {
    this.requestId = requestId
    this.list = new Resource(
      async (signal) => (await call(listVariants, { params: { id: requestId }, query: {}, signal })).data,
    )
  }

  /** The selected variants, in their order. */
  get picked(): Variant[] {
    return this.list.data?.filter((one) => this.selected.includes(one.id)) ?? []
  }

  /** Loads, and follows what happens to the request's cars; returns what ends it. */
  open(): () => void {
    void this.list.load()
    const follow = throttle(() => void this.list.load(), followEveryMs)
    const mine = ({ requestId }: { requestId: string }) => {
      if (requestId === this.requestId) follow.ask()
    }
    const ends = [
      live.on('variant.submitted', mine),
      live.on('variant.changed', mine),
      live.on('variant.status_changed', mine),
      live.on('proposal.changed', mine),
      live.on('proposal.status_changed', mine),
      live.onAgain(follow.ask),
      follow.stop,
    ]
    return () => {
      this.list.stop()
      for (const end of ends) end()
    }
  }

  /** Shows a variant as it is now, before the list is fetched anew. */
  put(variant: Variant): void {
    this.list.stop()
    this.list.data = this.list.data?.map((one) => (one.id === variant.id ? variant : one))
  }

  /** Selects a variant, or no longer. */
  select(id: string, on: boolean): void {
    this.selected = on ? [...this.selected, id] : this.selected.filter((one) => one !== id)
  }
}
