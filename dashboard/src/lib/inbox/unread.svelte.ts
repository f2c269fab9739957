import { listChats } from '@cartie/shared/endpoints/chats'
import { call } from '#lib/api.ts'
import { throttle } from '#lib/import/throttle.ts'
import { live } from '#lib/live.svelte.ts'

const most = 99

/** How many chats wait to be read, as the navigation shows it: one call, at most every two seconds. */
class Unread {
  text = $state('')

  /** Counts now and after each message; returns what ends that. */
  follow(): () => void {
    const again = throttle(() => void this.#count(), 2000)
    again.ask()
    const ends = [
      live.on('chat.message', () => again.ask()),
      live.on('chat.changed', () => again.ask()),
      live.onAgain(() => again.ask()),
    ]
    return () => {
      for (const end of ends) end()
      again.stop()
    }
  }

  async #count(): Promise<void> {
    const page = await call(listChats, { query: { unread: 'true', limit: most } }).catch(() => undefined)
    if (page) this.text = page.nextCursor ? `${most}+` : page.data.length ? String(page.data.length) : ''
  }
}
export const unread = new Unread()
