/** A handler returns when its work is done. To give up for good it throws this: no further try can help. */
export class GiveUp extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'GiveUp'
  }
}

/** A handler throws this to be woken again later without an attempt being spent. */
export class RetryLater extends Error {
  readonly afterMs: number

  constructor(afterMs: number) {
    super(`again in ${Math.round(afterMs)} ms`)
    this.name = 'RetryLater'
    this.afterMs = afterMs
  }
}
