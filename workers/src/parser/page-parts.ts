import { chunksOf } from './extractors/chunks.ts'
import type { Chunk } from './extractors/chunks.ts'
import { embeddedStates } from './extractors/embedded-state.ts'
import { findCars } from './extractors/find-cars.ts'
import type { FoundCars } from './extractors/find-cars.ts'
import type { LdFound, LdNode } from './extractors/ld-nodes.ts'
import { readMeta } from './extractors/meta.ts'
import type { PageMeta } from './extractors/meta.ts'
import { microdataNodes } from './extractors/microdata.ts'
import { namedElements } from './extractors/named-elements.ts'
import type { NameKind } from './extractors/named-elements.ts'
import { mainHeading } from './extractors/page-text.ts'
import { specPairs } from './extractors/spec-pairs.ts'
import type { SpecPair } from './extractors/spec-pairs.ts'
import type { HtmlScan } from './html-scan.ts'
import type { PageContext } from './page-context.ts'
import { asideRanges, skipRanges } from './regions.ts'
import type { Ranges } from './regions.ts'
import { findCards } from './search-cards.ts'
import type { Card } from './search-cards.ts'

/** What a page's markup offers, each part read when it is first asked for. */
export class PageParts {
  readonly scan: HtmlScan
  readonly ld: LdFound
  readonly page: PageContext
  readonly meta: PageMeta
  readonly named: Record<NameKind, number[]>
  /** The parts that speak of other cars. */
  readonly leaveOut: Ranges
  readonly micro: LdNode[]
  /** The token of the main heading; -1 without one. */
  readonly heading: number
  #chunks: Chunk[] | undefined
  #cards: Card[] | undefined
  #ownChunks: Chunk[] | undefined
  #specs: SpecPair[] | undefined
  #states: FoundCars[] | undefined

  constructor(scan: HtmlScan, ld: LdFound, page: PageContext) {
    this.scan = scan
    this.ld = ld
    this.page = page
    this.meta = readMeta(scan)
    this.named = namedElements(scan)
    this.leaveOut = asideRanges(scan, this.named.aside)
    this.micro = microdataNodes(scan)
    this.heading = mainHeading(scan, this.leaveOut)
  }

  get chunks(): Chunk[] {
    return (this.#chunks ??= chunksOf(this.scan, this.leaveOut))
  }

  /** The boxes that repeat like the cards of a list do. */
  get cards(): Card[] {
    return (this.#cards ??= findCards(this.scan, this.leaveOut, this.page, this.chunks))
  }

  /** The chunks outside of boxes that repeat like the cards of other cars do. */
  get ownChunks(): Chunk[] {
    if (this.#ownChunks) return this.#ownChunks
    const { scan, heading } = this
    const cards = this.cards.filter(
      ({ box, url }) => url !== undefined && !(box < heading && (scan.stop[box] as number) > heading),
    )
    const ranges: Ranges = cards.length >= 2 ? cards.map(({ box }) => [box, scan.stop[box] as number]) : []
    this.#ownChunks = ranges.length
      ? this.chunks.filter(({ token }) => skipRanges(ranges, token) === token)
      : this.chunks
    return this.#ownChunks
  }

  get specs(): SpecPair[] {
    return (this.#specs ??= specPairs(this.scan, this.chunks))
  }

  get states(): FoundCars[] {
    return (this.#states ??= [...embeddedStates(this.scan)]
      .map(findCars)
      .filter((f) => f.singles.length || f.lists.length))
  }

  /** The short lines around the main heading, where a site says that an advert is closed. */
  get headLines(): string {
    const { scan, heading } = this
    const from = Math.max(0, heading - 300)
    const text = scan.textOf(from, Math.min(scan.count, from + 1_000), 6_000, true)
    return text
      .split('\n')
      .filter((line) => line.length > 8 && line.length < 200)
      .join('\n')
  }
}
