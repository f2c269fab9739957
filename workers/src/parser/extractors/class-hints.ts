import type { HtmlScan } from '../html-scan.ts'

const naming = /(?:^|\s)(?:class|id|data-[\w-]+|itemprop|name|aria-label)\s*=\s*(?:"[^"]*|'[^']*|[^\s"'>]*)$/i

/** The elements whose class, id or data attribute holds a word, in page order; found without reading other tags. */
export function elementsNamed(scan: HtmlScan, word: string, limit = 60): number[] {
  const out: number[] = []
  const { html } = scan
  for (
    let at = html.indexOf(word), n = 0;
    at >= 0 && n < 2_000 && out.length < limit;
    at = html.indexOf(word, at + word.length), n++
  ) {
    const i = scan.tagAt(at)
    if (i < 0 || out.at(-1) === i) continue
    if (naming.test(html.slice(Math.max(scan.start[i] as number, at - 300), at))) out.push(i)
  }
  return out
}
