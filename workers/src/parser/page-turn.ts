let last: Promise<void> = Promise.resolve()

/**
 * Resolves when the caller may work on the main loop: one caller a turn of it. Pages that arrive together are read
 * with timers, sockets and locks between them, not in one long stretch.
 */
export const pageTurn = (): Promise<void> =>
  (last = last.then(() => new Promise((resolve) => setImmediate(resolve))))
