// `node --import` this: the process believes that it is CLOCK_SHIFT_MS later than it is.
const shiftMs = Number(process.env.CLOCK_SHIFT_MS ?? 0)
const Real = Date

globalThis.Date = class extends Real {
  constructor(...given: [] | [value: number | string | Date]) {
    super(given.length ? given[0] : Real.now() + shiftMs)
  }

  static override now(): number {
    return Real.now() + shiftMs
  }
} as DateConstructor
