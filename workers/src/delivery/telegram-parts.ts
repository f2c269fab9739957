import type { Context } from '@cartie/db/context'
import type { LaneLimits } from '@cartie/shared/domain/telegram-limits'
import type { FileRef, LinkRef } from '@cartie/shared/domain/telegram-request'
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
  /** A bot's token out of what is stored of it. Throws where it does not open. */
  openToken: (bot: { workspaceId: string; botId: string }, cipher: string) => string
  /** Throws where the file can't be had, and where `signal` ends it. */
  loadFile: (ref: FileRef, signal?: AbortSignal) => Promise<LoadedFile>
  /** Undefined where the link would open nothing any more. */
  drawLink: (ctx: Context, ref: LinkRef) => Promise<string | undefined>
  /** Telegram's own limits if absent. */
  limits?: (lane: string) => LaneLimits
}
