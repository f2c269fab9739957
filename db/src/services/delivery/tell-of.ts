import { endedStates, type DeliveryState } from '@cartie/shared/domain/delivery-state'
import type { Tx } from '../../context.ts'

/** Records what became of a delivery: its end, that nobody knows, or that a person is needed or no longer. */
export function tellOf(tx: Tx, row: { id: string; sessionId: string | null; state: DeliveryState }): void {
  const { id: deliveryId, sessionId, state } = row
  if (state === 'unknown') tx.record('delivery.unknown', { deliveryId, sessionId })
  else if (endedStates.includes(state)) tx.record('delivery.ended', { deliveryId, sessionId, state })
  else tx.record('delivery.changed', { deliveryId, sessionId, state })
}
