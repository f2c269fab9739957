import { decodeEntities } from './entities.ts'

/** Turns a fragment of HTML (a description) into plain text with line breaks; text without tags keeps its own. At most 20,000 characters are read. */
export function htmlToText(fragment: string): string {
  const text = fragment.slice(0, 20_000)
  if (!/[<&]/.test(text)) return text.trim()
  const decoded = text.includes('<') ? text : decodeEntities(text)
  const bare = decoded
    .replace(/<(script|style)\b[^<>]{0,500}>[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<(?:br|\/p|\/div|\/li|\/h\d|\/tr)[^<>]{0,500}>/gi, '\n')
    .replace(/<li[^<>]{0,500}>/gi, '\n- ')
    .replace(/<[^<>]{0,2000}>/g, '')
  return decodeEntities(bare)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
