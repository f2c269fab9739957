import type { WorkingHours } from '@cartie/shared/domain/working-hours'
import type { ScenarioGraph, ScenarioVersion } from '@cartie/shared/scenario/graph'
import { play, startSimulation, type Play, type Simulation } from '@cartie/shared/scenario/simulate'
import type { Language } from '@cartie/shared/schemas/common'
import { someoneSpeaking } from './someone.ts'

/** A talk of nobody with a draft; it follows the draft while that is changed. */
export class PlayTalk {
  simulation = $state.raw() as Simulation
  #scenarioId: string

  constructor(
    scenarioId: string,
    setup: { now: number; timeZone: string; hours: WorkingHours | null; language: Language },
  ) {
    this.#scenarioId = scenarioId
    this.simulation = startSimulation({
      book: { live: [], pinned: [] },
      now: setup.now,
      timeZone: setup.timeZone,
      hours: setup.hours,
      sender: someoneSpeaking(setup.language),
    })
  }

  /** The draft that is spoken from, and the scenarios that it jumps to. */
  follow(graph: ScenarioGraph, others: readonly ScenarioVersion[]): void {
    const draft = { scenarioId: this.#scenarioId, version: 0, graph }
    this.simulation = { ...this.simulation, book: { live: [draft, ...others], pinned: [] } }
  }
  do(what: Play): void {
    this.simulation = play(this.simulation, what)
  }
  /** The person's Telegram speaks another language from now on. */
  speak(language: Language): void {
    const { id } = this.simulation.sender
    this.simulation = { ...this.simulation, sender: { ...someoneSpeaking(language), id } }
  }

  /** The exits that were taken, as "step exit", and the step where the talk stands. */
  readonly path = $derived.by(() => {
    const own = this.simulation.steps.filter((step) => step.scenarioId === this.#scenarioId)
    const place = this.simulation.state.place
    return {
      steps: new Set(own.map(({ nodeId }) => nodeId)),
      exits: new Set(own.flatMap(({ kind, nodeId, exit }) => (kind === 'left' ? [`${nodeId} ${exit}`] : []))),
      at: place?.scenarioId === this.#scenarioId ? place.nodeId : undefined,
    }
  })
}
