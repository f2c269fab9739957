import type { ExtractedCar } from './car.ts'
import type { ReasonCode } from './parse-outcome.ts'

/** What a person would say of one fetched page or one pasted text. */
export type PageResult =
  | { kind: 'listing'; car: ExtractedCar; gone?: ReasonCode }
  /** A search or dealer page: its cards, each with `sourceUrl`; the next page, if the page links to one. */
  | { kind: 'search'; cars: ExtractedCar[]; nextPageUrl?: string; totalResults?: number }
  /** A public Telegram channel page or a text with several posts: the cars in it; the older page, if any. */
  | { kind: 'channel'; cars: ExtractedCar[]; posts: number; nextPageUrl?: string }
  | { kind: 'none'; outcome: 'wall' | 'gone' | 'not_a_car' | 'failed'; reason: ReasonCode }
