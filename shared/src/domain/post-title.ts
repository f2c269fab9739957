import { cleanLine } from './clean-text.ts'

const decoration =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1f1e6}-\u{1f1ff}\ufe0f\u200d\u20e3\u25a0-\u27bf\u2b00-\u2bff✓✔•●◆▪▫★☆►▶⚡~*_=|¦│┃━─`]+/gu

/** What leads to a price, a mileage or a number, and says nothing without it. */
const lead =
  /[\s,;:.–—\-/(]+(?:ціна|цена|price|пробіг|пробег|mileage|тел|телефон|phone|vin|він|вин)?[\s,;:.–—\-/(]*$/iu

/**
 * A line of a post as a title: without emoji and ornaments, at most 100 characters, cut between words; and before
 * the first of `facts`, places in the line where a price, a mileage or a number begins.
 */
export function titleOf(line: string, facts: readonly number[] = []): string {
  const end = Math.min(1000, ...facts)
  const name = line.slice(0, end)
  const bare = cleanLine((end < 1000 ? name.replace(lead, '') : name).replace(decoration, ' '))
    .replace(/^[^\p{L}\p{N}"'«(#]+/u, '')
    .replace(/^#/, '')
    .replace(/[\s,;:–—\-/]+$/u, '')
  if (bare.length <= 100) return bare
  const cut = bare.slice(0, 100)
  const space = cut.lastIndexOf(' ')
  return (space > 60 ? cut.slice(0, space) : cut)
    .toWellFormed()
    .replace(/\ufffd$/, '')
    .replace(/[\s,;:–—-]+$/u, '')
}
