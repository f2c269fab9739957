import type { Variant } from '@cartie/shared/schemas/variant'

/** Stages from which a variant can still lose. */
const open: readonly Variant['status'][] = ['SUBMITTED', 'REVIEWED', 'APPROVED', 'SENT_TO_CLIENT', 'ACCEPTED']

/**
 * Who hears of a request's end: the winner by name, and to how many others it is said that theirs was declined. Without
 * a chat nobody hears; a winner whom nothing reaches is named as such. One who was accepted before has heard it then.
 */
export function toldOf(
  variants: readonly Variant[],
  winner: Variant | undefined,
): { winner: string | null; unreached: string | null; losers: number } {
  const name = winner?.partner?.name ?? winner?.offerer?.name ?? null
  const hears = winner !== undefined && winner.sessionId !== null
  const losers = variants.filter(
    (variant) => variant.id !== winner?.id && open.includes(variant.status) && variant.sessionId !== null,
  )
  return {
    winner: hears && winner.status !== 'ACCEPTED' ? name : null,
    unreached: hears ? null : name,
    losers: losers.length,
  }
}
