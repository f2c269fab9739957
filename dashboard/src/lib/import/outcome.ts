import Ban from '@lucide/svelte/icons/ban'
import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleDashed from '@lucide/svelte/icons/circle-dashed'
import CircleX from '@lucide/svelte/icons/circle-x'
import Copy from '@lucide/svelte/icons/copy'
import Equal from '@lucide/svelte/icons/equal'
import FileQuestion from '@lucide/svelte/icons/file-question-mark'
import LoaderCircle from '@lucide/svelte/icons/loader-circle'
import PencilLine from '@lucide/svelte/icons/pencil-line'
import ShieldAlert from '@lucide/svelte/icons/shield-alert'
import Trash from '@lucide/svelte/icons/archive-x'
import UserCheck from '@lucide/svelte/icons/user-check'
import type { Component } from 'svelte'
import type { ParseItemStatus, ParseOutcome, ParseStatus } from '@cartie/shared/domain/parse-outcome'
import type { ParseItem } from '@cartie/shared/schemas/parse'
import { m } from '#lib/paraglide/messages.js'
import type { Tone } from '#lib/ui/tone.ts'

export interface Look {
  tone: Tone
  icon: Component<{ class?: string }>
  label: string
  spin?: boolean
}

const itemLooks: Record<ParseItemStatus, () => Look> = {
  saved: () => ({ tone: 'ok', icon: CircleCheck, label: m.outcome_saved() }),
  changed: () => ({ tone: 'info', icon: PencilLine, label: m.outcome_changed() }),
  unchanged: () => ({ tone: 'plain', icon: Equal, label: m.outcome_unchanged() }),
  duplicate: () => ({ tone: 'plain', icon: Copy, label: m.outcome_duplicate() }),
  not_a_car: () => ({ tone: 'plain', icon: FileQuestion, label: m.outcome_not_a_car() }),
  wall: () => ({ tone: 'warn', icon: ShieldAlert, label: m.outcome_wall() }),
  gone: () => ({ tone: 'plain', icon: Trash, label: m.outcome_gone() }),
  failed: () => ({ tone: 'bad', icon: CircleX, label: m.outcome_failed() }),
  queued: () => ({ tone: 'plain', icon: CircleDashed, label: m.outcome_queued() }),
  running: () => ({ tone: 'info', icon: LoaderCircle, label: m.outcome_running(), spin: true }),
  cancelled: () => ({ tone: 'plain', icon: Ban, label: m.outcome_cancelled() }),
}

/** How the state of an item looks. */
export const itemLook = (status: ParseItemStatus): Look => itemLooks[status]()

/** How results look that wait for a person. */
export const waitingLook = (): Look => ({ tone: 'warn', icon: UserCheck, label: m.review_pending() })

/** How results look that a person left out. */
export const rejectedLook = (): Look => ({ tone: 'plain', icon: Ban, label: m.review_rejected() })

/** How an item looks whose result waits for a person, or was decided on. */
export function reviewLook(item: Pick<ParseItem, 'status' | 'review'>): Look {
  if (item.review === 'pending') return waitingLook()
  if (item.review === 'rejected') return rejectedLook()
  return itemLook(item.status)
}

const parseLooks: Record<ParseStatus, () => Look> = {
  queued: () => ({ tone: 'plain', icon: CircleDashed, label: m.parse_queued() }),
  running: () => ({ tone: 'info', icon: LoaderCircle, label: m.parse_running(), spin: true }),
  done: () => ({ tone: 'ok', icon: CircleCheck, label: m.parse_done() }),
  failed: () => ({ tone: 'bad', icon: CircleX, label: m.parse_failed() }),
  cancelled: () => ({ tone: 'plain', icon: Ban, label: m.parse_cancelled() }),
}

/** How the state of an import looks. */
export const parseLook = (status: ParseStatus): Look => parseLooks[status]()

/** The order of outcomes in bars and filters: what is good first. */
export const outcomeOrder: readonly ParseOutcome[] = [
  'saved',
  'changed',
  'unchanged',
  'duplicate',
  'not_a_car',
  'gone',
  'wall',
  'failed',
]
/** Outcomes that a retry may turn. */
export const retryable: readonly ParseOutcome[] = ['failed', 'wall']

export const isRunning = (status: ParseStatus): boolean => status === 'queued' || status === 'running'
