/**
 * Where a delivery stands. `unknown`: it may have arrived and nobody can say; `held`: it waits for a person; `skipped`:
 * there was nothing to say to this receiver, as of a lead without a phone to a list of phones.
 */
export const deliveryStates = [
  'pending',
  'sending',
  'sent',
  'failed',
  'unknown',
  'held',
  'cancelled',
  'skipped',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** Where a delivery may go from each state. `unknown` leaves only by evidence, or when a person gives it up. */
export const deliveryMoves: Record<DeliveryState, readonly DeliveryState[]> = {
  pending: ['sending', 'held', 'cancelled'],
  sending: ['sent', 'failed', 'unknown', 'held', 'pending', 'skipped'],
  sent: [],
  failed: [],
  unknown: ['sent', 'pending', 'failed', 'held', 'cancelled', 'skipped'],
  held: ['pending', 'cancelled'],
  cancelled: [],
  skipped: [],
}

/** Where a delivery stays: it has ended. */
export const endedStates: readonly DeliveryState[] = deliveryStates.filter(
  (state) => deliveryMoves[state].length === 0,
)

/** The states from which a delivery may come to `to`. */
export const statesBefore = (to: DeliveryState): DeliveryState[] =>
  deliveryStates.filter((from) => deliveryMoves[from].includes(to))

/** How far a message has come after it was sent, as its channel tells later; `failed` ends it after all. */
export const deliveryReceipts = ['sent', 'delivered', 'read', 'failed'] as const
export type DeliveryReceipt = (typeof deliveryReceipts)[number]

/** States of which a person may want a copy sent. */
export const resendable: readonly DeliveryState[] = ['sent', 'failed', 'unknown', 'cancelled', 'skipped']

/** Who goes first where a bot's limit is shared. */
export const deliveryPriorities = { broadcast: 0, notice: 5, answer: 10 } as const
export type DeliveryPriority = keyof typeof deliveryPriorities

export const deliveryPolicies = ['once', 'repeat'] as const
export type DeliveryPolicy = (typeof deliveryPolicies)[number]

/** A delivery that could surely not be sent for so long fails for good: it would surprise whoever gets it. */
export const maxDeliveryAgeMs = 24 * 60 * 60_000

/** How long to wait before the next try, after so many tries that surely did not arrive. */
export const retryPauseMs = (attempts: number): number =>
  Math.min(60_000, 1000 * 2 ** Math.min(attempts - 1, 10))
