import type { TalkEvent } from '@cartie/shared/scenario/event'
import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'

/** What happened to a talk, in a line. */
export function eventWords(event: TalkEvent): string {
  switch (event.type) {
    case 'message':
      return messageWords(event)
    case 'callback':
      return m.scenarios_replay_press()
    case 'start':
      return `/start ${event.payload ?? ''}`.trim()
    case 'command':
      return `/${event.name}`
    case 'menu':
      return '/menu'
    case 'timer':
      return m.scenarios_replay_timer()
    case 'result':
      return event.ok ? m.scenarios_replay_result() : m.scenarios_replay_result_failed()
    case 'take_over':
      return m.scenarios_replay_take_over()
    case 'give_back':
      return m.scenarios_replay_give_back()
  }
}

function messageWords({ text, contact, photos, location }: TalkEvent & { type: 'message' }): string {
  if (text) return text
  if (contact) return m.scenarios_replay_contact({ phone: contact.phone.replace(/^(?=\d)/, '+') })
  if (photos?.length) return m.scenarios_replay_photos({ number: number(photos.length) })
  return location ? m.scenarios_replay_location() : m.scenarios_replay_wordless()
}

/** Who or what made it happen. */
export function eventFrom(event: TalkEvent): 'person' | 'colleague' | 'machine' {
  if (event.type === 'timer' || event.type === 'result') return 'machine'
  return event.type === 'take_over' || event.type === 'give_back' ? 'colleague' : 'person'
}
