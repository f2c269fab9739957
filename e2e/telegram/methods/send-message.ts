import { readText } from '../formatted-text.ts'
import type { Content, FormattedText } from '../bot-api.ts'
import type { Method } from './method.ts'
import { send } from './send.ts'

export const sendMessage: Method = (request) => {
  const { params } = request
  const [message] = send(request, () => [
    textContent(readText(params.text('text'), params.text('parse_mode'))),
  ])
  return message
}

export const textContent = ({ text, entities }: FormattedText): Content => ({
  text,
  ...(entities.length ? { entities } : {}),
})

/** Nothing at all for an empty caption. */
export const captionContent = ({ text, entities }: FormattedText): Content =>
  text === '' ? {} : { caption: text, ...(entities.length ? { caption_entities: entities } : {}) }
