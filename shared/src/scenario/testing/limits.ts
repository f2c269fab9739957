import type { Effect } from '../effect.ts'
import { limits, payloadPattern } from '../telegram.ts'

const tag = /<(\/?)([a-z-]+)(?: href="[^"<>]*")?>/g

/** What Telegram would refuse in these effects; nothing if it takes them all. */
export const refusedByTelegram = (effects: readonly Effect[]): string[] => effects.flatMap(refusals)

function refusals(effect: Effect): string[] {
  switch (effect.type) {
    case 'send':
      return [...ofPost(effect), ...ofKeyboard(effect)]
    case 'channelPost':
      return [...ofPost(effect), ...ofPayload(effect.button?.payload)]
    case 'broadcast':
    case 'notifyAdmin':
      return ofPost({ text: effect.text, photos: [] })
    case 'answerCallback':
      return (effect.text?.length ?? 0) > limits.callbackAnswer ? ['a long answer to a callback'] : []
    case 'startTimer':
      return new Date(effect.at).toISOString() === effect.at ? [] : ['a timer at no time']
    default:
      return []
  }
}

function ofPost({ text, photos }: { text: string; photos: string[] }): string[] {
  const most = photos.length > 0 ? limits.caption : limits.text
  return [
    ...(text.length > most ? [`${text.length} characters of ${most}`] : []),
    ...(text.trim() === '' && photos.length === 0 ? ['an empty message'] : []),
    ...(photos.length > limits.album.most ? ['too many photos'] : []),
    ...(isBalanced(text) ? [] : [`unbalanced HTML: ${text}`]),
  ]
}

const ofPayload = (payload: string | undefined): string[] =>
  payload === undefined || payloadPattern.test(payload) ? [] : [`the payload ${payload}`]

function ofKeyboard({ keyboard, photos }: Effect & { type: 'send' }): string[] {
  if (!keyboard || keyboard.kind === 'remove') return []
  const buttons = keyboard.rows.flat()
  const bytes = (text: string) => new TextEncoder().encode(text).length
  return [
    ...(photos.length > 1 ? ['buttons under an album'] : []),
    ...(buttons.length === 0 || buttons.length > limits.buttons ? [`${buttons.length} buttons`] : []),
    ...buttons.flatMap((button) => [
      ...(button.text.trim() && button.text.length <= limits.button ? [] : [`the label ${button.text}`]),
      ...('data' in button && bytes(button.data) > limits.callbackBytes ? [`the data ${button.data}`] : []),
    ]),
  ]
}

/** Tags close in the order in which they open, and nothing else looks like one. */
export function isBalanced(html: string): boolean {
  const open: string[] = []
  for (const [, slash, name = ''] of html.matchAll(tag)) {
    if (!slash) open.push(name)
    else if (open.pop() !== name) return false
  }
  return open.length === 0 && !/[<>]/.test(html.replace(tag, ''))
}
