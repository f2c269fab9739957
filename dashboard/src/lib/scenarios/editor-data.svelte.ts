import {
  getScenario,
  getScenarioVersion,
  listScenarios,
  listScenarioVersions,
  scenarioStats,
} from '@cartie/shared/endpoints/scenarios'
import { diffGraphs } from '@cartie/shared/scenario/diff'
import type { ScenarioGraph, ScenarioVersion } from '@cartie/shared/scenario/graph'
import type { Scenario, ScenarioVersionInfo } from '@cartie/shared/schemas/scenario'
import { call } from '#lib/api.ts'
import { live } from '#lib/live.svelte.ts'
import { Resource } from '#lib/resource.svelte.ts'
import { failed } from '#lib/ui/toast.ts'
import type { ScenarioEditor } from './scenario-editor.svelte.ts'

/** What an editor shows besides its draft: versions, statistics, and the other scenarios. */
export class EditorData {
  readonly versions: Resource<ScenarioVersionInfo[]>
  readonly scenarios: Resource<Scenario[]>
  readonly stats
  /** The version that was fetched last to be looked at. */
  viewed = $state.raw<{ number: number; graph: ScenarioGraph }>()
  /** The live versions of scenarios that the draft jumps to. */
  jumped = $state.raw<ScenarioVersion[]>([])
  readonly #editor: ScenarioEditor

  constructor(editor: ScenarioEditor) {
    this.#editor = editor
    const params = { id: editor.detail.id }
    this.versions = new Resource(
      async (signal) => (await call(listScenarioVersions, { params, signal })).data,
    )
    this.scenarios = new Resource(async (signal) => (await call(listScenarios, { query: {}, signal })).data)
    this.stats = new Resource((signal) => call(scenarioStats, { params, query: {}, signal }))
  }

  get others(): Scenario[] {
    return (this.scenarios.data ?? []).filter((one) => one.id !== this.#editor.detail.id)
  }

  /** Fetches what is needed at once and keeps up with changes of others; returns what ends that. */
  follow(): () => void {
    void this.scenarios.load()
    const mine = ({ scenarioId }: { scenarioId: string }) => {
      if (scenarioId === this.#editor.detail.id) void this.#catchUp()
    }
    const ends = [
      live.on('scenario.changed', mine),
      live.on('scenario.published', mine),
      live.onAgain(() => void this.#catchUp()),
    ]
    return () => {
      for (const end of ends) end()
      for (const one of [this.versions, this.scenarios, this.stats]) one.stop()
    }
  }

  /** Fetches a version to be looked at. */
  view(number: number): void {
    if (this.viewed?.number === number) return
    const params = { id: this.#editor.detail.id, number }
    call(getScenarioVersion, { params }).then((found) => (this.viewed = found), failed)
  }

  /** Fetches the scenarios that are jumped to, as they are live. */
  jumpTo(ids: readonly string[]): void {
    const found = this.others.filter((one) => ids.includes(one.id) && one.published)
    if (found.length === 0) return
    Promise.all(
      found.map(async ({ id: scenarioId, published }) => {
        const params = { id: scenarioId, number: published ?? 1 }
        const { number, graph } = await call(getScenarioVersion, { params })
        return { scenarioId, version: number, graph }
      }),
    ).then((all) => (this.jumped = all), failed)
  }

  /** Somebody else's change is taken over where nothing of ours stands against it. */
  async #catchUp(): Promise<void> {
    const editor = this.#editor
    if (editor.saving !== 'saved') return
    const now = await call(getScenario, { params: { id: editor.detail.id } }).catch(() => undefined)
    if (!now || editor.saving !== 'saved' || now.version <= editor.detail.version) return
    const { added, removed, changed, moved, languages } = diffGraphs(editor.graph, now.draft)
    const isSame = [added, removed, changed, moved].every(({ length }) => length === 0) && !languages
    editor.take(now, !isSame)
  }
}
