import type { BroadcastInput, BroadcastTarget, RequestPost } from '@cartie/shared/schemas/request'

/** What somebody wants of one chat, where it differs from what is proposed. */
export interface Wish {
  on?: boolean
  wave?: number
}
export type Wishes = Readonly<Record<string, Wish>>
export type Place = Pick<BroadcastTarget, 'botId' | 'chatId'>

export const waves = [1, 2, 3, 4, 5] as const

/** By which a chat of a bot is known. */
export const placeKey = ({ botId, chatId }: Place): string => `${botId} ${chatId}`

/** A target as the list shows it. */
export interface Choice {
  key: string
  target: BroadcastTarget
  on: boolean
  wave: number
  /** A post stands there, or is on its way: it would be brought up to date. */
  hasPost: boolean
}

const standing: readonly RequestPost['state'][] = ['planned', 'posted', 'closed']

/** The targets with what is wished of them. A chat that has a post is not chosen by itself. */
export function choicesOf(
  targets: readonly BroadcastTarget[],
  posts: readonly RequestPost[],
  wishes: Wishes,
): Choice[] {
  const posted = new Map(posts.map((post) => [placeKey(post), post]))
  return targets.map((target) => {
    const key = placeKey(target)
    const post = posted.get(key)
    const hasPost = post !== undefined && standing.includes(post.state)
    const wish = wishes[key] ?? {}
    const wave = wish.wave ?? (post?.state === 'planned' ? post.wave : target.wave)
    return { key, target, on: wish.on ?? !hasPost, wave, hasPost }
  })
}

/** The waves that somebody is in, in their order, each with when it goes out: minutes after the first chosen one. */
export function wavesOf(
  choices: readonly Choice[],
  waveMinutes: number,
): { wave: number; choices: Choice[]; afterMinutes: number }[] {
  const chosen = [...new Set(choices.filter((one) => one.on).map((one) => one.wave))].sort((a, b) => a - b)
  return waves.flatMap((wave) => {
    const inside = choices.filter((one) => one.wave === wave)
    const before = chosen.filter((one) => one < wave).length
    return inside.length ? [{ wave, choices: inside, afterMinutes: before * waveMinutes }] : []
  })
}

/** What to ask for. */
export const inputOf = (choices: readonly Choice[], waveMinutes: number): BroadcastInput => ({
  targets: choices
    .filter((one) => one.on)
    .map(({ target: { botId, chatId }, wave }) => ({ botId, chatId, wave })),
  waveMinutes,
})
