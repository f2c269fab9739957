import type { Variant } from '@cartie/shared/schemas/variant'

/** Stages from which a variant can still lose. */
const open: readonly Variant['status'][] = ['SUBMITTED', 'REVIEWED', 'APPROVED', 'SENT_TO_CLIENT', 'ACCEPTED']

/** Who hears of a request's end: the winner by name, and how many offers of others are declined. */
export function toldOf(
  variants: readonly Variant[],
  winner: Variant | undefined,
): { winner: string | null; losers: number } {
  const giverOf = ({ partner, offerer }: Variant) => partner?.name ?? offerer?.name ?? null
  const losers = variants.filter(
    (variant) => variant.id !== winner?.id && open.includes(variant.status) && giverOf(variant),
  )
  return { winner: winner ? giverOf(winner) : null, losers: losers.length }
}
