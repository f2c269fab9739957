/** What is known of how a partner answers. Null: nothing yet. */
export interface PartnerRecord {
  /** Requests that reached them, and how many of these they answered with a variant. */
  requests: number
  answered: number
  /** Median minutes from the post to the first variant. */
  responseMinutes: number | null
  /** Approved variants of all that were decided, 0 to 1. */
  hitRate: number | null
  /** How near the offered prices were to the budget, 0 to 1. */
  priceAccuracy: number | null
}

const weights = { hits: 40, answers: 30, speed: 20, price: 10 } as const
/** Answers within a quarter of an hour are as good as can be; after a day the best cars are offered elsewhere. */
const fastMinutes = 15
const slowMinutes = 24 * 60
/** So many requests of an average partner stand behind every score: one lucky answer beats no long record. */
const priorRequests = 3
const priorScore = 50

/**
 * How well a partner answers, 0 to 100: what is approved weighs 40, how often they answer 30, how fast 20 (on a
 * logarithmic scale from 15 minutes to a day), how near the budget 10. What is not known is left out and its weight
 * goes to the rest; few requests are drawn towards 50. What is won is not in it: that is the client's choice.
 * Null where no request has reached them.
 */
export function partnerScore(record: PartnerRecord): number | null {
  if (record.requests <= 0) return null
  const { responseMinutes: minutes, hitRate, priceAccuracy } = record
  const parts: (readonly [weight: number, value: number | null])[] = [
    [weights.hits, hitRate],
    [weights.answers, record.answered / record.requests],
    [weights.speed, minutes === null ? null : speedOf(minutes)],
    [weights.price, priceAccuracy],
  ]
  const known = parts.filter((part): part is readonly [number, number] => part[1] !== null)
  const total = known.reduce((sum, [weight]) => sum + weight, 0)
  const reached = known.reduce((sum, [weight, value]) => sum + weight * Math.min(1, Math.max(0, value)), 0)
  const own = (100 * reached) / total
  return Math.round((own * record.requests + priorScore * priorRequests) / (record.requests + priorRequests))
}

const speedOf = (minutes: number): number =>
  1 - Math.log(Math.max(minutes, fastMinutes) / fastMinutes) / Math.log(slowMinutes / fastMinutes)
