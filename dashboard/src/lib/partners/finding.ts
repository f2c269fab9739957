import type { PartnerDetail } from '@cartie/shared/schemas/partner'

type Month = PartnerDetail['months'][number]

/** What a year of a partner shows, for the title of its chart. */
export type Finding =
  | { kind: 'none' }
  | { kind: 'silent'; requests: number }
  | { kind: 'rising' | 'falling'; before: number; after: number }
  | { kind: 'steady'; variants: number; approved: number }

/** The last three months against the three before them say something from this difference on. */
const telling = 3

/** The finding of a year's months, oldest first. */
export function findingOf(months: readonly Month[]): Finding {
  const sum = (of: readonly Month[], key: 'requests' | 'variants' | 'approved') =>
    of.reduce((total, month) => total + month[key], 0)
  const [requests, variants] = [sum(months, 'requests'), sum(months, 'variants')]
  if (!requests && !variants) return { kind: 'none' }
  if (!variants) return { kind: 'silent', requests }
  const after = sum(months.slice(-3), 'variants')
  const before = sum(months.slice(-6, -3), 'variants')
  if (Math.abs(after - before) >= telling && Math.max(after, before) >= Math.min(after, before) * 1.3)
    return { kind: after > before ? 'rising' : 'falling', before, after }
  return { kind: 'steady', variants, approved: sum(months, 'approved') }
}
