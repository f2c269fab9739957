/** What may stand beside the canvas. `steps` and `add` are for narrow screens alone. */
export const panels = ['step', 'problems', 'versions', 'play', 'steps', 'add'] as const
export type Panel = (typeof panels)[number]

export const panelOf = (text: string | null): Panel | undefined => panels.find((panel) => panel === text)
