/** What a word of a dictionary names. */
export const wordKinds = ['make', 'model', 'city'] as const
export type WordKind = (typeof wordKinds)[number]
