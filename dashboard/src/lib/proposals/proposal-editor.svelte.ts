import { getProposal, previewProposal, updateProposal } from '@cartie/shared/endpoints/proposals'
import type { ProposalDetail, PublicProposal } from '@cartie/shared/schemas/proposal'
import { call, isRefusal } from '#lib/api.ts'
import { problemText } from '#lib/problem-text.ts'
import { draftOf, patchOf, type Draft, type DraftItem } from './draft.ts'

/** How long the editor waits for more before it saves, in milliseconds. */
const pauseMs = 800
/** How long it waits before it tries again what did not reach the server, in milliseconds. */
const againMs = 5000

/** Whether the server has read what was sent and won't have it: another try says the same. */
export const isRefused = (error: unknown): boolean =>
  !['offline', 'busy', 'broken'].includes(problemText(error).kind)

/** A proposal that is being edited: its draft, and whether the server has it. */
export class ProposalEditor {
  detail = $state.raw<ProposalDetail>() as ProposalDetail
  draft = $state.raw<Draft>() as Draft
  /** As the server would show it to the client; undefined until it was asked. */
  page = $state.raw<PublicProposal>()
  /** `conflict`: somebody else saved in the meantime. `failed`: it is tried again, unless the server has refused it. */
  saving = $state<'saved' | 'waiting' | 'saving' | 'conflict' | 'failed'>('saved')
  error = $state.raw<unknown>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #under: Promise<void> | undefined

  constructor(detail: ProposalDetail) {
    this.detail = detail
    this.draft = draftOf(detail)
  }

  get isDirty(): boolean {
    return this.saving !== 'saved'
  }

  change(change: Partial<Draft>): void {
    this.draft = { ...this.draft, ...change }
    if (this.saving === 'conflict') return
    this.saving = 'waiting'
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), pauseMs)
  }
  changeItem(variantId: string, change: (item: DraftItem) => DraftItem): void {
    const items = this.draft.items.map((item) => (item.variant.id === variantId ? change(item) : item))
    this.change({ items })
  }

  /**
   * What the server says of it; the draft is taken too unless something in it is not saved yet. An answer that was on
   * its way while a newer one came says nothing.
   */
  take(detail: ProposalDetail): void {
    if (detail.revision < this.detail.revision) return
    const isNewer = detail.revision > this.detail.revision
    if (isNewer && this.isDirty) return
    this.detail = detail
    if (!isNewer) return
    this.draft = draftOf(detail)
    void this.show()
  }
  /** Asks the server for it. Throws what the server refuses. */
  async look(): Promise<void> {
    await this.#under
    this.take(await call(getProposal, { params: { id: this.detail.id } }))
  }
  /** Asks how the client would see it. */
  async show(): Promise<void> {
    const page = await call(previewProposal, { params: { id: this.detail.id } }).catch(() => undefined)
    if (page) this.page = page
  }
  /** Reads it anew; what was changed here and not saved is given up. */
  async reload(): Promise<void> {
    clearTimeout(this.#timer)
    this.saving = 'saved'
    await this.look()
  }
  /** Saves over what somebody else saved. */
  async overwrite(): Promise<void> {
    const theirs = await call(getProposal, { params: { id: this.detail.id } })
    this.detail = theirs
    this.saving = 'waiting'
    await this.flush()
  }

  /** Saves what is not saved yet, at once. Never throws: see `saving`. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#under
    if (this.saving !== 'waiting' && this.saving !== 'failed') return
    this.#under = this.#save().finally(() => (this.#under = undefined))
    await this.#under
  }

  async #save(): Promise<void> {
    this.saving = 'saving'
    const { draft } = this
    try {
      const body = { ...patchOf(draft), revision: this.detail.revision }
      this.detail = await call(updateProposal, { params: { id: this.detail.id }, body })
      this.error = undefined
      // What was changed while it was under way waits for its own turn.
      if (this.draft === draft) this.saving = 'saved'
      else this.change({})
      void this.show()
    } catch (error) {
      this.error = error
      this.saving = isRefusal(error, 'conflict') ? 'conflict' : 'failed'
      if (this.saving === 'failed' && !isRefused(error))
        this.#timer = setTimeout(() => void this.flush(), againMs)
    }
  }
}
