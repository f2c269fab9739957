import { variablesIn } from '../scenario/fill.ts'

const between = ' · '
const tags = /<(\/?)([a-z-]{1,12})(?:\s[^<>]{0,1100})?>/giu

/**
 * A template without what would say nothing: lines, and pieces between " · ", that show variables of which none has a
 * value. A tag that begins or ends there for the rest of the text stays; blank lines that meet by that become one.
 */
export function dropEmpty(template: string, isEmpty: (name: string) => boolean): string {
  const lines: string[] = []
  let carried = ''
  for (const line of template.split('\n')) {
    if (saysNothing(line, isEmpty)) carried += loneTags(line)
    else if (line.trim() || lines.at(-1)?.trim()) {
      lines.push(carried + withoutEmpty(line, isEmpty))
      carried = ''
    }
  }
  return lines.join('\n').trim() + carried
}

const saysNothing = (text: string, isEmpty: (name: string) => boolean): boolean => {
  const names = variablesIn(text)
  return names.length > 0 && names.every(isEmpty)
}

function withoutEmpty(line: string, isEmpty: (name: string) => boolean): string {
  let told = ''
  let begun = false
  for (const piece of line.split(between)) {
    if (saysNothing(piece, isEmpty)) told += loneTags(piece)
    else {
      told += begun ? between + piece : piece
      begun = true
    }
  }
  return told
}

/** The tags of a text that are not opened and closed within it. */
function loneTags(text: string): string {
  const left: { tag: string; name: string; closes: boolean }[] = []
  for (const [tag, slash, name = ''] of text.matchAll(tags)) {
    const last = left.at(-1)
    if (slash && last && !last.closes && last.name === name.toLowerCase()) left.pop()
    else left.push({ tag, name: name.toLowerCase(), closes: slash !== '' })
  }
  return left.map(({ tag }) => tag).join('')
}
