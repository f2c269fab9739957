/** Runs at once, and then at most once in so many milliseconds however often it is asked; the last ask is never lost. */
export function throttle(run: () => void, ms: number): { ask: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsked = false
  const tick = () => {
    timer = undefined
    if (!isAsked) return
    isAsked = false
    timer = setTimeout(tick, ms)
    run()
  }
  return {
    ask() {
      isAsked = true
      if (!timer) tick()
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
      isAsked = false
    },
  }
}
