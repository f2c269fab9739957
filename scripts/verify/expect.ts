/** Throws `what` unless it holds. */
export function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what)
}
