const presses = { approve: 'a', reject: 'r' } as const
export type VariantPress = keyof typeof presses

/** Callback data of a button under an offered car: 64 bytes at most. */
export const variantPressData = (variantId: string, press: VariantPress): string =>
  `v:${presses[press]}:${variantId}`

/** What such a button asks; undefined for any other data. */
export function readVariantPress(data: string): { variantId: string; press: VariantPress } | undefined {
  const [, letter, variantId] = /^v:([ar]):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(data) ?? []
  if (variantId === undefined) return undefined
  return { variantId, press: letter === presses.approve ? 'approve' : 'reject' }
}
