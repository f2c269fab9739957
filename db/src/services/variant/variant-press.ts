const presses = { approve: 'a', reject: 'r' } as const
export type VariantPress = keyof typeof presses

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const moves = new RegExp(`^v:([ar]):(${uuid})$`)
const posts = new RegExp(`^v:p:(?:([A-Z]{1,6}-[0-9A-Z]{6}):)?(${uuid})$`)

/** Callback data of a button under an offered car: 64 bytes at most. */
export const variantPressData = (variantId: string, press: VariantPress): string =>
  `v:${presses[press]}:${variantId}`

/** What such a button asks; undefined for any other data. */
export function readVariantPress(data: string): { variantId: string; press: VariantPress } | undefined {
  const [, letter, variantId] = moves.exec(data) ?? []
  if (variantId === undefined) return undefined
  return { variantId, press: letter === presses.approve ? 'approve' : 'reject' }
}

/** Callback data of a button that puts a forwarded post to a request; without a code it asks which. */
export const putPressData = (postId: string, code?: string): string =>
  code === undefined ? `v:p:${postId}` : `v:p:${code}:${postId}`

/** What such a button asks; undefined for any other data. */
export function readPutPress(data: string): { postId: string; code: string | undefined } | undefined {
  const [, code, postId] = posts.exec(data) ?? []
  return postId === undefined ? undefined : { postId, code }
}
