import { getScenario, saveScenario } from '@cartie/shared/endpoints/scenarios'
import type { ScenarioGraph, ScenarioNode } from '@cartie/shared/scenario/graph'
import { validate } from '@cartie/shared/scenario/validate'
import type { ScenarioDetail } from '@cartie/shared/schemas/scenario'
import { call, isRefusal } from '#lib/api.ts'
import { changed, historyOf, redone, undone } from './draft-history.ts'

/** How long the editor waits for more before it saves. */
const pauseMs = 700

/** A scenario that is being changed: its draft, what can be taken back, and whether the server has it. */
export class ScenarioEditor {
  detail = $state.raw<ScenarioDetail>() as ScenarioDetail
  /** `conflict`: somebody else saved in the meantime. `failed`: it is tried again with the next change. */
  saving = $state<'saved' | 'waiting' | 'saving' | 'conflict' | 'failed'>('saved')
  error = $state.raw<unknown>()
  selected = $state.raw<readonly string[]>([])
  /** The step that the canvas is to show; each time anew. */
  shown = $state.raw<{ id: string }>()
  #history = $state.raw() as ReturnType<typeof historyOf<ScenarioGraph>>
  #timer: ReturnType<typeof setTimeout> | undefined
  #under: Promise<void> | undefined

  constructor(detail: ScenarioDetail) {
    this.detail = detail
    this.#history = historyOf(detail.draft)
  }

  readonly problems = $derived(validate(this.graph, { scenarioId: this.detail.id }))
  get graph(): ScenarioGraph {
    return this.#history.now
  }
  get canUndo(): boolean {
    return this.#history.past.length > 0
  }
  get canRedo(): boolean {
    return this.#history.future.length > 0
  }
  get isDirty(): boolean {
    return this.saving !== 'saved'
  }
  /** The one step that is selected. */
  get step(): ScenarioNode | undefined {
    return this.selected.length === 1 ? this.graph.nodes.find(({ id }) => id === this.selected[0]) : undefined
  }

  /** A new state of the draft; changes with the same `tag` in a row are taken back as one. */
  change(graph: ScenarioGraph, tag?: string): void {
    this.#history = changed(this.#history, graph, tag)
    this.#wait()
  }
  undo(): void {
    this.#history = undone(this.#history)
    this.#wait()
  }
  redo(): void {
    this.#history = redone(this.#history)
    this.#wait()
  }
  select(ids: readonly string[]): void {
    if (ids.join() !== this.selected.join()) this.selected = ids
  }
  /** Selects a step and brings it into view. */
  show(id: string): void {
    this.select([id])
    this.shown = { id }
  }

  /** What the server says of the scenario; its draft is taken only if `adopt`. */
  take(detail: ScenarioDetail, adopt = false): void {
    this.detail = detail
    if (!adopt) return
    clearTimeout(this.#timer)
    this.#history = historyOf(detail.draft)
    this.selected = this.selected.filter((id) => detail.draft.nodes.some((node) => node.id === id))
    this.saving = 'saved'
  }

  /** Reads it anew, as it is on the server; what was changed here and not saved is given up. */
  async reload(): Promise<void> {
    this.take(await call(getScenario, { params: { id: this.detail.id } }), true)
  }
  /** Saves over what somebody else saved. */
  async overwrite(): Promise<void> {
    this.take(await call(getScenario, { params: { id: this.detail.id } }))
    this.saving = 'waiting'
    await this.flush()
  }
  /** Another name. Throws what the server refuses. */
  async rename(name: string): Promise<void> {
    await this.#change({ name })
  }
  /** Other bots that speak it. Throws what the server refuses. */
  async assign(botIds: string[]): Promise<void> {
    await this.#change({ botIds })
  }

  async #change(change: { name: string } | { botIds: string[] }): Promise<void> {
    await this.flush()
    const body = { version: this.detail.version, ...change }
    this.take(await call(saveScenario, { params: { id: this.detail.id }, body }))
  }

  #wait(): void {
    if (this.saving === 'conflict') return
    this.saving = 'waiting'
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), pauseMs)
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
    const draft = this.graph
    try {
      const body = { version: this.detail.version, draft }
      this.detail = await call(saveScenario, { params: { id: this.detail.id }, body })
      this.error = undefined
      // What was changed while it was under way waits for its own turn.
      this.saving = this.graph === draft ? 'saved' : 'waiting'
    } catch (error) {
      this.error = error
      this.saving = isRefusal(error, 'conflict') ? 'conflict' : 'failed'
    }
  }
}
