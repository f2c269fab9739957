/** A photo that Telegram has. */
export interface TelegramPhoto {
  fileId: string
  /** The same for every bot. */
  uniqueId?: string | undefined
}

/** By what a photo of Telegram's is known again: the key under which it is kept once it is brought. */
export const telegramKey = (botId: string, { fileId, uniqueId }: TelegramPhoto): string =>
  uniqueId === undefined ? `telegram ${botId} ${fileId}` : uniqueKey(uniqueId)

/** The key of a photo whose name for every bot is known. */
export const uniqueKey = (uniqueId: string): string => `telegram ${uniqueId}`

/** That name, as a key holds it; undefined where it holds none. */
export const uniqueIdIn = (key: string): string | undefined => /^telegram (\S+)$/.exec(key)?.[1]
