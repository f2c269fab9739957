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

/** The bits of a lower-case tag name; 0 for one that needs no care. */
export const flagsOf = (name: string): number => flags.get(name) ?? 0

const slots = 1_024
const usual: (string | undefined)[] = new Array<string | undefined>(slots)

function slotOf(html: string, from: number, to: number): number {
  let hash = to - from
  for (let i = from; i < to; i++) hash = (hash * 31 + html.charCodeAt(i)) | 0
  return hash & (slots - 1)
}

for (const name of [...flags.keys(), 'html', 'head', 'body', 'label', 'picture', 'button', 'path', 'use'])
  usual[slotOf(name, 0, name.length)] ??= name

/** The tag name at a place of a page in lower case; every tag of a usual name gets the very same string. */
export function nameAt(html: string, from: number, to: number): string {
  const name = usual[slotOf(html, from, to)]
  if (name !== undefined && name.length === to - from && html.startsWith(name, from)) return name
  return html.slice(from, to).toLowerCase()
}
