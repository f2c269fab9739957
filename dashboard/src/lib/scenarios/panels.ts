import { m } from '#lib/paraglide/messages.js'

/** What may stand beside the canvas. `steps` and `add` are for narrow screens alone. */
export const panels = ['step', 'problems', 'versions', 'play', 'steps', 'add'] as const
export type Panel = (typeof panels)[number]

export const panelOf = (text: string | null): Panel | undefined => panels.find((panel) => panel === text)

const titles: Record<Panel, () => string> = {
  step: m.scenarios_step,
  problems: m.scenarios_problems,
  versions: m.scenarios_versions,
  play: m.scenarios_simulator,
  steps: m.scenarios_steps,
  add: m.scenarios_palette,
}

/** The heading of a panel; without a step to show, that of the step is about the whole scenario. */
export const panelTitle = (panel: Panel, hasStep: boolean): string =>
  panel === 'step' && !hasStep ? m.scenarios_settings() : titles[panel]()
