import { decideMatch, runMatching } from '@cartie/shared/endpoints/matches'
import type { MatchDecision } from '@cartie/shared/schemas/request'
import { call, isRefusal } from '#lib/api.ts'
import { idempotencyKey } from '#lib/import/idempotency-key.ts'
import { m } from '#lib/paraglide/messages.js'
import { failed, told, toldWithUndo } from '#lib/ui/toast.ts'
import type { Matches, MatchRow } from './matches.svelte.ts'

const doneWords: Record<MatchDecision['action'], () => string> = {
  offer: m.matches_offered,
  hide: m.matches_hidden,
  snooze: m.matches_snoozed,
  show: m.matches_shown,
}

/** Decides on a car that fits; what can be taken back offers to. Returns whether it was done. Never throws. */
export async function decide(matches: Matches, row: MatchRow, decision: MatchDecision): Promise<boolean> {
  const send = (body: MatchDecision) =>
    call(decideMatch, {
      params: { id: row.requestId, listingId: row.id },
      body,
      idempotencyKey: idempotencyKey(),
    })
  try {
    await send(decision)
    await matches.pages.load(true)
    const text = doneWords[decision.action]()
    // An offer is taken back by taking the variant off: it may be before the client by then.
    if (decision.action === 'offer' || row.state === 'offered') told(text)
    else toldWithUndo(text, async () => void (await send(before(row)), await matches.pages.load(true)))
    return true
  } catch (error) {
    if (isRefusal(error, 'conflict'))
      told(decision.action === 'offer' ? m.matches_gone() : m.matches_standing())
    else failed(error)
    await matches.pages.load(true)
    return false
  }
}

/** What brings a car back to how it was. */
function before({ state, snoozedUntil }: MatchRow): MatchDecision {
  if (state === 'hidden') return { action: 'hide' }
  if (state === 'snoozed' && snoozedUntil) return { action: 'snooze', until: snoozedUntil }
  return { action: 'show' }
}

/** Has the stock looked through once more, in the background. Never throws. */
export async function lookAgain(requestId: string): Promise<void> {
  try {
    const params = { id: requestId }
    const { queued } = await call(runMatching, { params, idempotencyKey: idempotencyKey() })
    told(queued ? m.matches_running() : m.matches_ended())
  } catch (error) {
    failed(error)
  }
}
