import type { ParseItemStatus, ParseOutcome } from '@cartie/shared/domain/parse-outcome'
import type { ParseItem } from '@cartie/shared/schemas/parse'

/** Under what a parse counts an ended item: its outcome, or `held` while it waits for a person, who may leave it out. */
export type Counted = ParseOutcome | 'held' | 'rejected'

/** A result that waits for a person has no outcome to be counted under yet, and one that was left out never will. */
export const countedAs = <Status extends ParseItemStatus>(item: {
  status: Status
  review: ParseItem['review']
}): Status | 'held' | 'rejected' =>
  item.review === 'pending' ? 'held' : item.review === 'rejected' ? 'rejected' : item.status
