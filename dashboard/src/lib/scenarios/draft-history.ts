/** What can be taken back and done again. Never changed: each deed makes the next one. */
export interface DraftHistory<T> {
  past: readonly T[]
  now: T
  future: readonly T[]
  /** What the last change was of; another change of the same joins it. */
  tag: string | undefined
}

const deepest = 100

export const historyOf = <T>(now: T): DraftHistory<T> => ({ past: [], now, future: [], tag: undefined })

/** A change; with a `tag`, changes of the same that follow each other are taken back as one. */
export function changed<T>(history: DraftHistory<T>, now: T, tag?: string): DraftHistory<T> {
  if (now === history.now) return history
  const joins = tag !== undefined && tag === history.tag
  return {
    past: joins ? history.past : [...history.past, history.now].slice(-deepest),
    now,
    future: [],
    tag,
  }
}

/** The state before the last change; the same history if there is none. */
export function undone<T>(history: DraftHistory<T>): DraftHistory<T> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return {
    past: history.past.slice(0, -1),
    now: before,
    future: [history.now, ...history.future],
    tag: undefined,
  }
}

/** The change that was taken back last, done again. */
export function redone<T>(history: DraftHistory<T>): DraftHistory<T> {
  const next = history.future[0]
  if (next === undefined) return history
  return { past: [...history.past, history.now], now: next, future: history.future.slice(1), tag: undefined }
}
