/** How often a field was filled in what was read of a site on one day. */
export interface FillDay {
  /** `YYYY-MM-DD`. */
  day: string
  of: number
  filled: number
}

/** Since `day` a field is filled clearly less often: shares from 0 to 1, before and since. */
export interface FillDrop {
  day: string
  before: number
  since: number
}

/** Fewer than these say nothing; a smaller fall is everyday life. */
const enoughBefore = 20
const enoughSince = 10
const fallAtLeast = 0.25
/** Standard errors by which a fall has to exceed chance. */
const sureAt = 4

const sum = (days: readonly FillDay[]) => ({
  of: days.reduce((n, day) => n + day.of, 0),
  filled: days.reduce((n, day) => n + day.filled, 0),
})

/**
 * The largest fall of a field within some days, given in their order: between all that was read before a day and all
 * since. It counts from a quarter of the whole on, where there is enough to rule out chance, and only while the last
 * day with anything shows it too. Undefined where nothing fell.
 */
export function fillDrop(days: readonly FillDay[]): FillDrop | undefined {
  const seen = days.filter(({ of }) => of > 0)
  const last = seen.at(-1)
  if (!last) return undefined
  let worst: FillDrop | undefined
  for (let at = 1; at < seen.length; at++) {
    const before = sum(seen.slice(0, at))
    const since = sum(seen.slice(at))
    if (before.of < enoughBefore || since.of < enoughSince) continue
    const drop = { day: seen[at]!.day, before: before.filled / before.of, since: since.filled / since.of }
    const fall = drop.before - drop.since
    const share = (before.filled + since.filled) / (before.of + since.of)
    const error = Math.sqrt(share * (1 - share) * (1 / before.of + 1 / since.of))
    if (fall < fallAtLeast || fall < sureAt * error) continue
    if (last.filled / last.of > drop.before - fallAtLeast) continue
    if (!worst || fall > worst.before - worst.since) worst = drop
  }
  return worst
}
