import type { Dictionary } from '@cartie/shared/domain/dictionary'
import { findDistances } from '@cartie/shared/domain/mileage'
import { findMakeModel } from '@cartie/shared/domain/makes'
import { findMoney } from '@cartie/shared/domain/money'
import { OPEN, TEXT } from './html-scan.ts'
import type { HtmlScan } from './html-scan.ts'
import type { Chunk } from './extractors/chunks.ts'
import { advertLink, headings, linksOf, notAdvert } from './card-links.ts'
import type { Links } from './card-links.ts'
import { absoluteUrl } from './page-context.ts'
import type { PageContext } from './page-context.ts'
import { skipRanges } from './regions.ts'
import type { Ranges } from './regions.ts'

/** One card of a search page: its box and what lies in it. */
export interface Card {
  /** The open tag of the card's box. */
  box: number
  chunks: Chunk[]
  url?: string
  /** The words of its heading or of the link to the advert. */
  title: string
}

function titleOf(scan: HtmlScan, from: number, to: number, { dictionary }: PageContext): string {
  let best = ''
  let alt = ''
  for (let i = from; i < to; i++) {
    if (scan.kind[i] !== OPEN) continue
    const name = scan.name[i] as string
    if (headings.has(name)) {
      const text = scan.text(i, 250)
      if (
        text.length > 3 &&
        !/^[\d\s.,€$£]+$/.test(text) &&
        (best === '' ||
          (findMakeModel(text, dictionary)?.make !== undefined &&
            findMakeModel(best, dictionary)?.make === undefined))
      )
        best = text
    } else if (best === '' && name === 'a') {
      const text = scan.text(i, 250)
      const labelled =
        text.length > 5 && text.length < 160
          ? text
          : (scan.attr(i, 'title') ?? scan.attr(i, 'aria-label') ?? '')
      if (
        labelled.length > alt.length &&
        labelled.length < 200 &&
        // A button in a link's clothes, such as "restore this posting".
        !(alt !== '' && /^(?:#|javascript:)/i.test(scan.attr(i, 'href') ?? '')) &&
        /\p{L}{2}/u.test(labelled) &&
        !notAdvert.test(labelled)
      )
        alt = labelled
    } else if (name === 'img' && alt === '') alt = scan.attr(i, 'alt') ?? ''
  }
  if (best !== '') return best
  const named = titleClass(scan, from, to, dictionary)
  return named ?? alt
}

const titleWord = /title|head|name|zaglavie/i
const titleName = /(?:class|data-[\w-]+)\s*=\s*["'][^"']*(?:title|heading|headline|name\b|zaglavie)/i

function titleClass(scan: HtmlScan, from: number, to: number, dictionary: Dictionary): string | undefined {
  for (let i = from; i < to; i++) {
    if (scan.kind[i] !== OPEN) continue
    const tag = scan.tag(i).slice(0, 400)
    if (!titleWord.test(tag) || !titleName.test(tag)) continue
    const text = scan.text(i, 200)
    if (text.length > 5 && findMakeModel(text, dictionary)?.make !== undefined) return text
  }
  return undefined
}

const signature = (scan: HtmlScan, i: number): string =>
  `${scan.name[i] as string}.${(scan.attr(i, 'class') ?? '').trim().split(/\s+/)[0] ?? ''}`
const testSignature = (scan: HtmlScan, i: number): string | undefined => {
  const test = scan.attr(i, 'data-testid') ?? scan.attr(i, 'data-cy') ?? scan.attr(i, 'data-qa')
  return test === undefined || test === ''
    ? undefined
    : `${scan.name[i] as string}@${test.replace(/\d+/g, '#')}`
}

const isMoney = (text: string, page: PageContext): boolean =>
  text.length < 80 &&
  /\d{2}/.test(text) &&
  findMoney(text, page.currency ? { currency: page.currency } : {}).some(
    (h) => h.currency !== undefined && h.value >= 100,
  )
const isCarFact = (text: string): boolean =>
  text.length < 60 &&
  (/(?:^|\D)(?:19[6-9]|20[0-3])\d(?:\D|$)/.test(text) || (/\d/.test(text) && findDistances(text).length > 0))

/** Chunks by the way a price and its sign may be split: "14 900" + "€". */
function priceTokens(chunks: readonly Chunk[], page: PageContext): number[] {
  const out: number[] = []
  chunks.forEach((chunk, c) => {
    const next = chunks[c + 1]
    const previous = chunks[c - 1]
    if (isMoney(chunk.text, page)) out.push(chunk.token)
    else if (
      /^\d[\d .,']{2,}$/.test(chunk.text) &&
      ((next && next.text.length < 8 && isMoney(`${chunk.text} ${next.text}`, page)) ||
        (previous && previous.text.length < 5 && isMoney(`${previous.text} ${chunk.text}`, page)))
    )
      out.push(chunk.token)
  })
  return out
}

/** The cards of a search page, found as sibling boxes of one make that each hold a price or facts of a car, and a link. */
export function findCards(
  scan: HtmlScan,
  leaveOut: Ranges,
  page: PageContext,
  chunks: readonly Chunk[],
): Card[] {
  const marks = new Map<number, number>()
  const tokens = priceTokens(chunks, page)
  const facts = chunks.filter((chunk) => isCarFact(chunk.text)).map((chunk) => chunk.token)
  for (const token of tokens.length >= 2 ? [...tokens, ...facts] : facts) {
    for (let p = scan.parent[token] as number; p >= 0; p = scan.parent[p] as number)
      marks.set(p, (marks.get(p) ?? 0) + 1)
  }
  const groups = new Map<string, number[]>()
  const tried = new Set<number>()
  const depthOf = (i: number): number => {
    let depth = 0
    for (let p = i; p >= 0; p = scan.parent[p] as number) depth++
    return depth
  }
  for (const token of tokens.length >= 2 ? tokens : facts) {
    for (let p = scan.parent[token] as number, n = 0; p >= 0 && n < 28; p = scan.parent[p] as number, n++) {
      const up = scan.parent[p] as number
      if (tried.has(p)) break
      tried.add(p)
      const test = testSignature(scan, p)
      // Boxes without a class are alike only at the same depth.
      const shape = signature(scan, p)
      const level = shape.endsWith('.') ? depthOf(p) : ''
      for (const key of [`${signature(scan, up < 0 ? p : up)}>${shape}${level}`, ...(test ? [test] : [])]) {
        const list = groups.get(key)
        if (list) list.push(p)
        else groups.set(key, [p])
      }
    }
  }
  const linkOf = linksOf(scan, page)
  let best: Card[] = []
  let bestScore = 0
  for (const boxes of groups.values()) {
    if (boxes.length < 2 || boxes.length > 400) continue
    const cards = cardsOf(scan, boxes, chunks, page, linkOf)
    if (cards.length < 2) continue
    const keys = new Set(cards.map((card) => card.url ?? `${card.title}`))
    if (keys.size < 2) continue
    const rich = cards.filter(
      (card) =>
        card.chunks.length >= 3 &&
        (findMakeModel(card.title, page.dictionary)?.make !== undefined ||
          card.chunks.some((c) => isCarFact(c.text))),
    ).length
    if (rich < cards.length * 0.4) continue
    const linked = cards.filter((card) => card.url !== undefined).length
    // Of nested groups the innermost that is complete has the fewest texts for the same number of adverts.
    const facets = cards.reduce((sum, card) => sum + Math.min(12, card.chunks.length), 0) / cards.length
    const score = keys.size * 10 + linked * 2 + rich * 3 + facets
    if (score > bestScore) {
      best = cards
      bestScore = score
    }
  }
  return best.length ? widened(scan, withUnpriced(scan, best, chunks, leaveOut, page, linkOf), chunks) : best
}

/** Lets each card grow to the largest box that holds no other card: data and photos may stand beside its text. */
function widened(scan: HtmlScan, cards: readonly Card[], chunks: readonly Chunk[]): Card[] {
  return cards.map((card, c) => {
    const before = cards[c - 1]?.box ?? -1
    const after = cards[c + 1]?.box ?? scan.count
    let { box } = card
    for (let step = 0; step < 4; step++) {
      const up = scan.parent[box] as number
      if (up <= before || (before < 0 && after === scan.count) || (scan.stop[up] as number) > after) break
      // The list itself holds the last card and much more.
      if (c === cards.length - 1 && before >= 0 && up < before) break
      box = up
    }
    return box === card.box
      ? card
      : { ...card, box, chunks: chunksWithin(chunks, box, scan.stop[box] as number) }
  })
}

function cardsOf(
  scan: HtmlScan,
  boxes: readonly number[],
  chunks: readonly Chunk[],
  page: PageContext,
  linkOf: Links,
): Card[] {
  const out: Card[] = []
  for (const box of [...boxes].sort((a, b) => a - b)) {
    const to = scan.stop[box] as number
    const own = chunksWithin(chunks, box, to)
    if (own.length === 0 || own.length > 400) continue
    const url = advertLink(scan, box, to, linkOf) ?? wrappingLink(scan, box, page)
    const title = titleOf(scan, box, to, page) || own.find((c) => /\p{L}{3}/u.test(c.text))?.text || ''
    if (url === undefined && own.length < 4) continue
    out.push({ box, chunks: own, title, ...(url ? { url } : {}) })
  }
  return out
}

function wrappingLink(scan: HtmlScan, box: number, page: PageContext): string | undefined {
  for (let p = scan.parent[box] as number, n = 0; p >= 0 && n < 3; p = scan.parent[p] as number, n++) {
    if (scan.name[p] === 'a') return absoluteUrl(scan.attr(p, 'href') ?? '', page.base)?.replace(/#.*$/, '')
  }
  return undefined
}

function chunksWithin(chunks: readonly Chunk[], from: number, to: number): Chunk[] {
  let low = 0
  let high = chunks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((chunks[middle] as Chunk).token <= from) low = middle + 1
    else high = middle
  }
  const out: Chunk[] = []
  for (let c = low; c < chunks.length && (chunks[c] as Chunk).token < to; c++) out.push(chunks[c] as Chunk)
  return out
}

/** Adds the siblings without a price ("on request") that look like the found cards. */
function withUnpriced(
  scan: HtmlScan,
  cards: Card[],
  chunks: readonly Chunk[],
  leaveOut: Ranges,
  page: PageContext,
  linkOf: Links,
): Card[] {
  const first = cards[0] as Card
  const shape = signature(scan, first.box)
  const parents = new Set(cards.map((card) => scan.parent[card.box] as number))
  const known = new Set(cards.map((card) => card.box))
  const extra: number[] = []
  for (const parent of parents) {
    if (parent < 0) continue
    for (let i = parent + 1; i < (scan.stop[parent] as number); i++) {
      if (scan.kind[i] === TEXT || scan.kind[i] !== OPEN) continue
      if (
        scan.parent[i] === parent &&
        !known.has(i) &&
        skipRanges(leaveOut, i) === i &&
        signature(scan, i) === shape
      )
        extra.push(i)
      i = Math.max(i, (scan.stop[i] as number) - 1)
    }
  }
  const more = cardsOf(scan, extra, chunks, page, linkOf).filter(
    (card) =>
      card.url !== undefined &&
      card.chunks.length >= 3 &&
      findMakeModel(card.title, page.dictionary)?.make !== undefined,
  )
  return more.length ? [...cards, ...more].sort((a, b) => a.box - b.box) : cards
}
