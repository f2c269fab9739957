/** The present, in milliseconds, told anew twice a minute: what relative times read. */
class Clock {
  now = $state(Date.now())

  constructor() {
    if (typeof window !== 'undefined') setInterval(() => (this.now = Date.now()), 30_000)
  }
}
export const clock = new Clock()
