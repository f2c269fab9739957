import { cleanLine } from './clean-text.ts'

const decoration =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1f1e6}-\u{1f1ff}\ufe0f\u200d\u20e3\u25a0-\u27bf\u2b00-\u2bff✓✔•●◆▪▫★☆►▶⚡~*_=|¦│┃━─`]+/gu

/** A line of a post as a title: without emoji and ornaments, at most 100 characters, cut between words. */
export function titleOf(line: string): string {
  const bare = cleanLine(line.slice(0, 1000).replace(decoration, ' '))
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
