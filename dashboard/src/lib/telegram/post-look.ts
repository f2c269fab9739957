import Ban from '@lucide/svelte/icons/ban'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleX from '@lucide/svelte/icons/circle-x'
import HandCoins from '@lucide/svelte/icons/hand-coins'
import LoaderCircle from '@lucide/svelte/icons/loader-circle'
import Pause from '@lucide/svelte/icons/pause'
import type { Component } from 'svelte'
import type { PostOutcome } from '@cartie/shared/domain/post-outcome'
import type { Post } from '@cartie/shared/schemas/post'
import { m } from '#lib/paraglide/messages.js'
import type { Tone } from '#lib/ui/tone.ts'

interface Look {
  label: () => string
  tone: Tone
  icon: Component<{ class?: string }>
}

const outcomes: Record<PostOutcome, Look> = {
  saved: { label: m.posts_outcome_saved, tone: 'ok', icon: CircleCheck },
  changed: { label: m.posts_outcome_changed, tone: 'ok', icon: CircleCheck },
  unchanged: { label: m.posts_outcome_unchanged, tone: 'plain', icon: CircleCheck },
  sold: { label: m.posts_outcome_sold, tone: 'info', icon: HandCoins },
  reserved: { label: m.posts_outcome_reserved, tone: 'info', icon: Pause },
  refused: { label: m.posts_outcome_refused, tone: 'warn', icon: Ban },
  skipped: { label: m.posts_outcome_skipped, tone: 'plain', icon: Ban },
  failed: { label: m.posts_outcome_failed, tone: 'bad', icon: CircleX },
}

/** What came of a post, as a pill. */
export function postLook({ state, outcome }: Pick<Post, 'state' | 'outcome'>) {
  if (state !== 'done' || outcome === null)
    return { label: m.posts_state_pending(), tone: 'info', icon: LoaderCircle, spin: true } as const
  const { label, tone, icon } = outcomes[outcome]
  return { label: label(), tone, icon }
}
