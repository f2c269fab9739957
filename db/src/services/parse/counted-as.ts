import type { ParseItemStatus, ParseOutcome } from '@cartie/shared/domain/parse-outcome'
import type { ParseItem } from '@cartie/shared/schemas/parse'

/** Under what a parse counts an ended item: its outcome, or `held` while it waits for a person. */
export type Counted = ParseOutcome | 'held'

/** A result that waits for a person has no outcome to be counted under yet. */
export const countedAs = <Status extends ParseItemStatus>(item: {
  status: Status
  review: ParseItem['review']
}): Status | 'held' => (item.review === 'pending' ? 'held' : item.status)
