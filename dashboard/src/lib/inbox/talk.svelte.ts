import { getChat, listChatMessages } from '@cartie/shared/endpoints/chats'
import { listDeliveries } from '@cartie/shared/endpoints/deliveries'
import type { Chat, ChatMessage } from '@cartie/shared/schemas/chat'
import type { Delivery } from '@cartie/shared/schemas/delivery'
import { call } from '#lib/api.ts'

/** All but the ordinary end. */
const unusual = 'pending,sending,failed,unknown,held,cancelled'

/** One open chat: its messages, oldest first, and what became of those that left. */
export class Talk {
  readonly id: string
  chat = $state.raw<Chat>()
  messages = $state.raw<ChatMessage[]>([])
  /** Deliveries that are not simply sent, by their id. */
  deliveries = $state.raw<ReadonlyMap<string, Delivery>>(new Map())
  phase = $state<'loading' | 'ready' | 'failed'>('loading')
  error = $state.raw<unknown>(undefined)
  hasOlder = $state(false)
  isPaging = $state(false)
  #cursor: string | null = null
  #abort = new AbortController()
  #asked = 0

  constructor(id: string) {
    this.id = id
  }

  /** Fetches the newest state; what is shown stays until it is there. Never throws: see `error`. */
  async load(): Promise<void> {
    const { signal } = this.#abort
    const turn = ++this.#asked
    try {
      const [chat, page, deliveries] = await Promise.all([
        call(getChat, { params: { id: this.id }, signal }),
        call(listChatMessages, { params: { id: this.id }, query: { limit: 50 }, signal }),
        call(listDeliveries, { query: { sessionId: this.id, state: unusual, limit: 100 }, signal }),
      ])
      // Of WhatsApp's there is more to tell of those that were sent.
      const sent =
        chat.channel === 'whatsapp'
          ? await call(listDeliveries, { query: { sessionId: this.id, state: 'sent', limit: 100 }, signal })
          : undefined
      if (signal.aborted || turn !== this.#asked) return
      const newest = this.messages.at(-1)?.id ?? -1
      // Where more has come than a page holds, the page stands alone and older ones are fetched anew.
      const joins = page.data.some((message) => message.id <= newest)
      if (!joins) {
        this.#cursor = page.nextCursor
        this.hasOlder = page.nextCursor !== null
      }
      this.#weave(joins ? this.messages : [], page.data)
      this.chat = chat
      this.deliveries = new Map(
        [...deliveries.data, ...(sent?.data ?? [])].map((delivery) => [delivery.id, delivery]),
      )
      this.phase = 'ready'
    } catch (error) {
      if (signal.aborted || turn !== this.#asked) return
      this.error = error
      if (this.phase !== 'ready') this.phase = 'failed'
    }
  }

  /** Adds the messages before the first one. Throws what the call threw. */
  async older(): Promise<void> {
    if (this.isPaging || this.#cursor === null) return
    const { signal } = this.#abort
    this.isPaging = true
    try {
      const query = { limit: 50, cursor: this.#cursor }
      const page = await call(listChatMessages, { params: { id: this.id }, query, signal })
      this.#weave(page.data, this.messages)
      this.#cursor = page.nextCursor
      this.hasOlder = page.nextCursor !== null
    } finally {
      this.isPaging = false
    }
  }

  stop(): void {
    this.#abort.abort()
  }

  #weave(known: readonly ChatMessage[], news: readonly ChatMessage[]): void {
    const all = new Map([...known, ...news].map((message) => [message.id, message]))
    this.messages = [...all.values()].sort((a, b) => a.id - b.id)
  }
}
