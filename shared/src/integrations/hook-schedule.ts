const minute = 60_000
const hour = 60 * minute

/** How long to wait before each next try (Standard Webhooks). After the last there is none. */
export const hookPausesMs: readonly number[] = [
  5000,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
]

/** Up to this part of a pause is added by chance, so that what failed together does not come back together. */
const jitter = 0.1

/** Longer than the whole schedule with its jitter and the tries themselves: whatever is older is not tried again. */
export const maxHookAgeMs = 7 * 24 * hour

/**
 * The pause in milliseconds after so many tries; undefined where the schedule is over.
 * @param chance 0 to 1
 */
export function hookPauseMs(
  tries: number,
  chance: number,
  pausesMs: readonly number[] = hookPausesMs,
): number | undefined {
  const pause = pausesMs[tries - 1]
  return pause === undefined ? undefined : Math.round(pause * (1 + jitter * chance))
}
