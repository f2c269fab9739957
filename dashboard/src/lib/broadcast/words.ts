import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleHelp from '@lucide/svelte/icons/circle-question-mark'
import CircleX from '@lucide/svelte/icons/circle-x'
import Clock from '@lucide/svelte/icons/clock'
import Hand from '@lucide/svelte/icons/hand'
import LoaderCircle from '@lucide/svelte/icons/loader-circle'
import Lock from '@lucide/svelte/icons/lock'
import TriangleAlert from '@lucide/svelte/icons/triangle-alert'
import type { BroadcastTarget, RequestPost } from '@cartie/shared/schemas/request'
import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'

export const targetWords: Record<BroadcastTarget['target'], () => string> = {
  channel: m.broadcast_kind_channel,
  group: m.broadcast_kind_group,
  partner: m.broadcast_kind_partner,
}

/** What stands with a post, as a pill. */
export function postLook({ state, deliveryState }: RequestPost) {
  const isSending = deliveryState === 'pending' || deliveryState === 'sending'
  if (deliveryState === 'unknown')
    return { tone: 'warn', icon: CircleHelp, label: m.broadcast_state_unknown() } as const
  if (deliveryState === 'held') return { tone: 'warn', icon: Hand, label: m.broadcast_state_held() } as const
  if (state === 'failed') return { tone: 'bad', icon: CircleX, label: m.broadcast_state_failed() } as const
  if (state === 'cancelled')
    return { tone: 'plain', icon: CircleX, label: m.broadcast_state_cancelled() } as const
  if (state === 'planned')
    return isSending
      ? ({ tone: 'info', icon: LoaderCircle, label: m.broadcast_state_sending(), spin: true } as const)
      : ({ tone: 'info', icon: Clock, label: m.broadcast_state_planned() } as const)
  if (deliveryState === 'failed')
    return { tone: 'bad', icon: TriangleAlert, label: m.broadcast_state_edit_failed() } as const
  if (isSending)
    return { tone: 'info', icon: LoaderCircle, label: m.broadcast_state_editing(), spin: true } as const
  return state === 'closed'
    ? ({ tone: 'plain', icon: Lock, label: m.broadcast_state_closed() } as const)
    : ({ tone: 'ok', icon: CircleCheck, label: m.broadcast_state_posted() } as const)
}

/** A span of minutes: "45 хв", "2 год". */
export const spanText = (minutes: number): string =>
  minutes >= 60 && minutes % 60 === 0
    ? m.broadcast_span_h({ n: number(minutes / 60) })
    : m.broadcast_span_min({ n: number(minutes) })
