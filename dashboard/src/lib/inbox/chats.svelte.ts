import { getChat, listChats } from '@cartie/shared/endpoints/chats'
import type { CallInput } from '@cartie/shared/client'
import type { Chat } from '@cartie/shared/schemas/chat'
import { call } from '#lib/api.ts'

export type ChatFilter = Omit<NonNullable<CallInput<typeof listChats>['query']>, 'cursor' | 'limit'>
const byNewest = (a: Chat, b: Chat) => (b.lastMessageAt ?? '').localeCompare(a.lastMessageAt ?? '')

/** The chats of a filter, the newest first. News is woven in: nothing that was read disappears under the eyes. */
export class Chats {
  phase = $state<'loading' | 'ready' | 'failed'>('loading')
  error = $state.raw<unknown>(undefined)
  rows = $state.raw<Chat[]>([])
  #filter: ChatFilter = {}
  #cursor: string | null = null
  #abort = new AbortController()
  #paging = false

  /** Begins anew with a filter. Never throws: see `error`. */
  async show(filter: ChatFilter): Promise<void> {
    this.#abort.abort()
    this.#abort = new AbortController()
    const { signal } = this.#abort
    this.#filter = filter
    this.#paging = false
    this.phase = 'loading'
    this.rows = []
    try {
      const page = await this.#page(signal)
      this.rows = page.data
      this.#cursor = page.nextCursor
      this.phase = 'ready'
    } catch (error) {
      if (signal.aborted) return
      this.error = error
      this.phase = 'failed'
    }
  }

  /** Adds the next page, where there is one. What fails is asked for again with the next scroll. */
  async next(): Promise<void> {
    if (this.phase !== 'ready' || this.#paging || this.#cursor === null) return
    const { signal } = this.#abort
    this.#paging = true
    try {
      const page = await this.#page(signal, this.#cursor)
      this.#weave(page.data)
      this.#cursor = page.nextCursor
    } catch {
      // The list stays as it was.
    }
    if (!signal.aborted) this.#paging = false
  }

  /** Learns what is new: the newest chats of the filter, and the one named. */
  async refresh(id?: string): Promise<void> {
    if (this.phase !== 'ready') return
    const { signal } = this.#abort
    const isHere = id !== undefined && this.rows.some((chat) => chat.id === id)
    const [page, chat] = await Promise.all([
      this.#page(signal).catch(() => undefined),
      isHere ? call(getChat, { params: { id }, signal }).catch(() => undefined) : undefined,
    ])
    if (!signal.aborted) this.#weave([...(page?.data ?? []), ...(chat ? [chat] : [])])
  }

  /** Puts a newer state of a chat in its place. */
  put(chat: Chat): void {
    if (this.rows.some((known) => known.id === chat.id)) this.#weave([chat])
  }

  stop(): void {
    this.#abort.abort()
  }

  async #page(signal: AbortSignal, cursor?: string) {
    const query = { ...this.#filter, limit: 50, ...(cursor === undefined ? {} : { cursor }) }
    const page = await call(listChats, { query, signal })
    signal.throwIfAborted()
    return page
  }

  #weave(chats: readonly Chat[]): void {
    const all = new Map([...this.rows, ...chats].map((chat) => [chat.id, chat]))
    this.rows = [...all.values()].sort(byNewest)
  }
}
