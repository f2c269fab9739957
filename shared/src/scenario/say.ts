import type { Effect } from './effect.ts'
import { splitHtml } from './html.ts'
import type { Keyboard } from './keyboard.ts'
import { limits } from './telegram.ts'

/**
 * A text, photos and buttons as messages that Telegram accepts: captions and texts within their limits, albums
 * of two to ten, buttons under the last message (an album can't have any). Nothing to say makes no message.
 */
export function messagesOf(html: string, photos: readonly string[] = [], keyboard?: Keyboard): Effect[] {
  const groups: string[][] = []
  for (let at = 0; at < photos.length; at += limits.album.most)
    groups.push(photos.slice(at, at + limits.album.most))
  const last = groups.at(-1)
  const captioned = last !== undefined && html.length <= limits.caption && (last.length === 1 || !keyboard)
  const texts = captioned ? [] : splitHtml(html, limits.text)
  if (keyboard && !captioned && texts.length === 0) texts.push('…')
  const albums = groups.map((group): Effect & { type: 'send' } => ({
    type: 'send',
    text: captioned && group === last ? html : '',
    photos: group,
  }))
  const sends = [
    ...albums,
    ...texts.map((text): Effect & { type: 'send' } => ({ type: 'send', text, photos: [] })),
  ]
  const end = sends.at(-1)
  if (end && keyboard) end.keyboard = keyboard
  return sends
}
