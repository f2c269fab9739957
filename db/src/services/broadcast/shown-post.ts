import type { PostButton } from './post-buttons.ts'

/** What a post said when it was written last. */
export interface ShownPost {
  text: string
  /** Whether its buttons stand under it. */
  open: boolean
  /** Those that it has while it is open. */
  buttons: PostButton[]
  /** A person closed this one alone: it stays closed until it is published again. */
  kept?: boolean
}
