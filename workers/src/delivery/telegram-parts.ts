import type { Context } from '@cartie/db/context'
import type { LaneLimits } from '@cartie/shared/domain/telegram-limits'
import type { FileRef } from '@cartie/shared/domain/telegram-request'
import type { TelegramCall } from '../telegram/telegram-answer.ts'

/** The bytes of a file of our own, and how they go. */
export interface LoadedFile {
  bytes: Uint8Array
  filename: string
  contentType: string
}

/** What sending through Telegram needs of others. */
export interface TelegramParts {
  call: TelegramCall
  /** The bot's token; undefined where the bot is gone or switched off. */
  tokenOf: (ctx: Context, botId: string) => Promise<string | undefined>
  /** Throws where the file can't be had. */
  loadFile: (ref: FileRef) => Promise<LoadedFile>
  /** Telegram's own limits if absent. */
  limits?: (lane: string) => LaneLimits
}
