/** A message in a channel or a group, as Telegram numbers it. */
export interface PostPlace {
  chatId: string
  messageId: number
  /** Of a public channel, without @. */
  username: string | null
}

/** The address of a post, as Telegram links it. Posts of a private channel open for its members alone. */
export const postUrl = ({ chatId, messageId, username }: PostPlace): string =>
  `https://t.me/${username ?? `c/${chatId.replace(/^-100/, '')}`}/${messageId}`
