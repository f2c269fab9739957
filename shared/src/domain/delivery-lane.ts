/** What is sent one after the other: everything to one chat of a bot. */
export const telegramLane = (botId: string, chatId: string): string => `telegram:${botId}:${chatId}`

/** The parts of a lane's name; `chatId` is absent for a bot's own lane. */
export function telegramLaneParts(lane: string): { botId: string; chatId?: string } | undefined {
  const [channel, botId, chatId] = lane.split(':')
  if (channel !== 'telegram' || botId === undefined) return undefined
  return chatId === undefined ? { botId } : { botId, chatId }
}

/** The channel of messages of WhatsApp. */
export const whatsappChannel = 'whatsapp'

/** Everything to one client of a number; without one, what all chats of the number share. */
export const whatsappLane = (integrationId: string, waId?: string): string =>
  `${whatsappChannel}:${integrationId}${waId === undefined ? '' : `:${waId}`}`

/** The channel of events that are told to integrations. */
export const hookChannel = 'webhook'

/** The channel of mail. */
export const mailChannel = 'email'
/** What is mailed to one person, or about one invitation. */
export const mailLane = (id: string): string => `${mailChannel}:${id}`

/**
 * Channels whose lanes promise no order: what waits for its next try lets newer ones by. They go to servers of all
 * kinds, so that they have a queue of their own, where who hangs keeps no chat waiting.
 */
export const outerChannels: readonly string[] = [hookChannel, mailChannel]

/** The channel that a lane belongs to. */
export const channelOfLane = (lane: string): string => lane.slice(0, lane.indexOf(':'))
