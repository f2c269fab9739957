import type { Secrets } from '@cartie/db/secrets'
import type { Telegram } from '../telegram/client.ts'

/** What work for bots needs from outside. */
export interface BotOptions {
  telegram: Telegram
  secrets: Secrets
  /** The address under which Telegram reaches this installation, without a slash at its end. */
  publicUrl: string
  /** How long a claim is valid without an answer. */
  leaseMs: number
}
