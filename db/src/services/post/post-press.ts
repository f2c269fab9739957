const presses = { save: 's', skip: 'n' } as const
export type PostPress = keyof typeof presses

/** Callback data of a button under a forwarded post: 64 bytes at most. */
export const pressData = (postId: string, press: PostPress): string => `p:${presses[press]}:${postId}`

/** What such a button asks; undefined for any other data. */
export function readPress(data: string): { postId: string; press: PostPress } | undefined {
  const [, letter, postId] = /^p:([sn]):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(data) ?? []
  return postId === undefined ? undefined : { postId, press: letter === presses.save ? 'save' : 'skip' }
}
