import { badRequest } from '../api-error.ts'
import type { Method } from './method.ts'

const tooOld = 'query is too old and response timeout expired or query ID is invalid'

export const answerCallbackQuery: Method = ({ bot, params }) => {
  const query = bot.queries.get(params.text('callback_query_id'))
  if (!query) throw badRequest(tooOld)
  const text = params.text('text')
  if ([...text].length > 200) throw badRequest('MESSAGE_TOO_LONG')
  query.answer = { text, alert: params.flag('show_alert') }
  return true
}
