import type { Method } from './method.ts'

export const getMe: Method = ({ bot }) => ({
  ...bot.user,
  can_join_groups: true,
  can_read_all_group_messages: bot.readsAllGroupMessages,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
})

/** Both end what the bot has open here; it may come back at once, unlike at Telegram's. */
export const logOut: Method = ({ bot, setWebhook }) => {
  bot.poll.stop('Logged out')
  setWebhook()
  return true
}

export const close: Method = ({ bot }) => {
  bot.poll.stop('Internal Server Error: restart')
  return true
}
