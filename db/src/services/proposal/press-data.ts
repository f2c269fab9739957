const presses = { like: 'l', reject: 'r', choose: 'c', yes: 'y', back: 'b' } as const
export type ProposalPress = keyof typeof presses

/** Callback data of a button under a car of a proposal: 64 bytes at most. */
export const pressData = (itemId: string, press: ProposalPress): string => `c:${presses[press]}:${itemId}`

/** What such a button asks; undefined for any other data. */
export function readPress(data: string): { itemId: string; press: ProposalPress } | undefined {
  const [, letter, itemId] = /^c:([lrcyb]):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(data) ?? []
  const press = (Object.keys(presses) as ProposalPress[]).find((one) => presses[one] === letter)
  return press && itemId !== undefined ? { itemId, press } : undefined
}
