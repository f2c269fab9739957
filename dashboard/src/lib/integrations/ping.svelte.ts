import { getDelivery } from '@cartie/shared/endpoints/deliveries'
import { testIntegration } from '@cartie/shared/endpoints/integrations'
import type { DeliveryDetail } from '@cartie/shared/schemas/delivery'
import { call } from '#lib/api.ts'
import { idempotencyKey } from '#lib/import/idempotency-key.ts'
import { live } from '#lib/live.svelte.ts'
import { failed } from '#lib/ui/toast.ts'

/** A test event on its way, and the answer to it. */
export class Ping {
  busy = $state(false)
  answer = $state.raw<DeliveryDetail>()
  #id: string | undefined

  /** Sends one. Never throws. */
  async send(id: string): Promise<void> {
    this.busy = true
    this.answer = undefined
    try {
      const { id: deliveryId } = await call(testIntegration, {
        params: { id },
        idempotencyKey: idempotencyKey(),
      })
      this.#id = deliveryId
      // It may have ended before its id was known here.
      await this.look()
    } catch (error) {
      failed(error)
      this.busy = false
    }
  }

  /** Looks whether it has ended. */
  async look(): Promise<void> {
    if (this.#id === undefined) return
    const found = await call(getDelivery, { params: { id: this.#id } }).catch(() => undefined)
    if (!found || found.id !== this.#id || ['pending', 'sending'].includes(found.state)) return
    this.answer = found
    this.busy = false
  }

  /** Follows what becomes of it; returns what ends that. */
  follow(): () => void {
    const mine = ({ deliveryId }: { deliveryId: string }) => {
      if (deliveryId === this.#id) void this.look()
    }
    const ends = [
      live.on('delivery.ended', mine),
      live.on('delivery.unknown', mine),
      live.onAgain(() => void this.look()),
    ]
    return () => {
      for (const end of ends) end()
    }
  }
}
