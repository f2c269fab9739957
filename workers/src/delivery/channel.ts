import type { Context } from '@cartie/db/context'
import type { Ending } from '@cartie/db/services/delivery/ending'
import type { SendingDelivery } from '@cartie/db/services/delivery/lane-hold'
import type { LaneLimits } from '@cartie/shared/domain/telegram-limits'

/** One way out of the house. It is entered by its name, which begins the names of its lanes. */
export interface Channel {
  name: string
  /** The pace of a lane, and what it shares with others. */
  limits: (lane: string) => LaneLimits
  /**
   * Makes the call of one delivery, once, and says how it ended. It must not take longer than `timeoutMs`.
   * What it throws before the call may be tried again; it throws nothing afterwards.
   */
  send: (
    ctx: Context,
    delivery: SendingDelivery,
    options: { signal: AbortSignal; timeoutMs: number },
  ) => Promise<Ending>
}

/** Channels by their names. Throws for two of one name. */
export function registerChannels(channels: readonly Channel[]): ReadonlyMap<string, Channel> {
  const byName = new Map(channels.map((c) => [c.name, c]))
  if (byName.size !== channels.length) throw new Error('Two channels have the same name')
  return byName
}
