import type { PageText } from './page-text.ts'

/** What the scanner must know of a tag: bits of `flagsOf`. */
export const VOID = 1
export const RAW_TEXT = 2
export const LOOSE = 4
export const ENDS_PARAGRAPH = 8
export const CLOSES_SAME = 16
export const GLUE = 32
export const UNSEEN = 64
export const KEEPS_LINE = 128

const marked: [number, string][] = [
  [VOID, 'area base br col embed hr img input link meta param source track wbr'],
  [RAW_TEXT, 'script style textarea title svg iframe noembed xmp'],
  // Tags that browsers reopen or close on their own; they don't nest, so they don't count as depth.
  [LOOSE, 'b i em strong a font u s small big code tt p nobr span'],
  [
    ENDS_PARAGRAPH,
    'div ul ol dl table section article aside main header footer nav form h1 h2 h3 h4 h5 h6 p pre fieldset',
  ],
  [CLOSES_SAME, 'li td th tr dt dd option a'],
  // Inline tags inside of which a word may go on; every other tag separates words.
  [GLUE, 'b i em strong a font u s sup sub mark wbr abbr code bdi ins del'],
  [UNSEEN, 'script style svg noscript template'],
  [KEEPS_LINE, 'span small'],
]
const flags = new Map<string, number>()
for (const [bit, names] of marked)
  for (const name of names.split(' ')) flags.set(name, (flags.get(name) ?? 0) | bit)

/** A tag's name in lower case with its bits; 0 for one that needs no care. */
export interface TagName {
  readonly name: string
  readonly flags: number
}

const slots = 1_024
const usual: (TagName | undefined)[] = new Array<TagName | undefined>(slots)
const step = (hash: number, c: number): number => (hash * 31 + c) & (slots - 1)

/** The characters of tag names, one each. */
const inName = new Uint8Array(128)
for (const c of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:-_')
  inName[c.charCodeAt(0)] = 1

for (const name of [...flags.keys(), 'html', 'head', 'body', 'label', 'picture', 'button', 'path', 'use']) {
  let hash = 0
  for (let i = 0; i < name.length; i++) hash = step(hash, name.charCodeAt(i))
  usual[hash] ??= { name, flags: flags.get(name) ?? 0 }
}

/** The tag name that begins at a place of a page; every tag of a usual name gets the very same one. */
export function tagNameAt(html: PageText, from: number): TagName {
  let hash = 0
  let to = from
  for (; to < from + 40; to++) {
    const c = html.charCodeAt(to)
    // Beyond the page's end the character is no number, and so no part of a name.
    if (!(c < 128) || inName[c] === 0) break
    hash = step(hash, c)
  }
  const tag = usual[hash]
  if (tag !== undefined && tag.name.length === to - from && html.startsWith(tag.name, from)) return tag
  const name = html.slice(from, to).toLowerCase()
  return { name, flags: flags.get(name) ?? 0 }
}
