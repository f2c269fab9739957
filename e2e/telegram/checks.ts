import { isCall, type Call, type Entry } from './journal.ts'

// What a journal proves: pure, so that they check a file of an earlier run as well.

const sending = /^(send(?!ChatAction)|copyMessage|forwardMessage)/

/** What a call says, as its reader sees it. */
export const textOf = (call: Call): string =>
  call.params.text ?? call.params.caption ?? call.params.media ?? ''

/** The sends that Telegram carried out, in order, answered or not; of one chat where it is named. */
export function sends(entries: readonly Entry[], chatId?: number | string): Call[] {
  return entries
    .filter(isCall)
    .filter((call) => call.done && sending.test(call.method))
    .filter((call) => chatId === undefined || call.chatId === String(chatId))
}

/** The marker that a text carries, e.g. the `12` of `#12#` by `/#(\d+)#/`; `undefined` where there is none. */
export const markerBy =
  (pattern: RegExp) =>
  (call: Call): string | undefined => {
    const found = pattern.exec(textOf(call))
    return found?.[1] ?? found?.[0]
  }

const sameText = (call: Call): string => `${call.method} ${textOf(call)}`

/**
 * Markers that were sent more than once to a chat, with the calls: must be none. Without `markerOf` the whole text is
 * the marker.
 */
export function doubles(
  entries: readonly Entry[],
  markerOf: (call: Call) => string | undefined = sameText,
): Map<string, Call[]> {
  const marked = sends(entries).filter((call) => markerOf(call) !== undefined)
  const groups = Map.groupBy(marked, (call) => `${call.bot} ${call.chatId} ${markerOf(call)}`)
  return new Map([...groups].filter(([, calls]) => calls.length > 1))
}

/** The expected markers that no send carried: must be none, unless shown as unknown. */
export function missing(
  entries: readonly Entry[],
  expected: Iterable<string>,
  markerOf: (call: Call) => string | undefined,
): string[] {
  const sent = new Set(sends(entries).map(markerOf))
  return [...expected].filter((marker) => !sent.has(marker))
}

/** Sends of a chat whose number is not above the one before it in that chat: must be none. */
export function disordered(entries: readonly Entry[], numberOf: (call: Call) => number | undefined): Call[] {
  const last = new Map<string, number>()
  return sends(entries).filter((call) => {
    const number = numberOf(call)
    if (number === undefined) return false
    const lane = `${call.bot} ${call.chatId}`
    const before = last.get(lane) ?? -Infinity
    last.set(lane, Math.max(before, number))
    return number <= before
  })
}

/** Calls to a chat that came while a `retry_after` of that chat still ran: must be none. */
export function callsInRetryWindow(entries: readonly Entry[]): Call[] {
  const closedUntil = new Map<string, number>()
  return entries.filter(isCall).filter((call) => {
    const lane = `${call.bot} ${call.chatId}`
    const early = call.chatId !== '' && limited.test(call.method) && call.at < (closedUntil.get(lane) ?? 0)
    const retryAfter = call.parameters?.retry_after
    if (retryAfter !== undefined) closedUntil.set(lane, call.at + retryAfter * 1000)
    return early
  })
}

const limited = /^(send(?!ChatAction)|copyMessage|forwardMessage|edit)/
