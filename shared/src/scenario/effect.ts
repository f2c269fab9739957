import { z } from 'zod'
import type { Language } from '../schemas/common.ts'
import type { Keyboard } from './keyboard.ts'
import type { MoneyValue } from './value.ts'

/** What a scenario knows of somebody's interest. Only what was said is there. */
export interface LeadDraft {
  leadType: 'BUY' | 'SELL'
  name?: string
  /** E.164. */
  phone?: string
  interest?: string
  budget?: MoneyValue
  city?: string
  make?: string
  model?: string
  yearMin?: number
  /** The listing that was chosen. */
  carId?: string
  notes?: string
  /** Telegram file ids. */
  photos: string[]
  username?: string
  /** The payload of the deep link that brought them. */
  campaign?: string
  language: Language
}

/** A wish for a car that partners may answer. */
export interface RequestDraft {
  title: string
  make?: string
  model?: string
  yearMin?: number
  budget?: MoneyValue
  city?: string
  quantity?: number
  description?: string
  language: Language
}

/** A dealer's offer for a request. `details` holds no phone number, name or link; `said` is all that was written. */
export interface OfferDraft {
  requestId: string
  title: string
  price: MoneyValue
  make?: string
  model?: string
  year?: number
  mileageKm?: number
  vin?: string
  url?: string
  details: string
  said: string
  photos: string[]
}

/** Which cars are looked for. */
export interface CarFilters {
  make?: string
  model?: string
  budget?: MoneyValue
  yearMin?: number
  city?: string
}

/**
 * What is to be done in the world, in this order. An effect named in `results` is answered by a `result` event
 * with its token, at once in the same transaction or later. `text` is Telegram's HTML within its limits.
 */
export type Effect =
  | {
      type: 'send'
      /** Empty beside photos without a caption. */
      text: string
      /** One is a photo with `text` as its caption, two to ten an album; file ids or addresses. */
      photos: string[]
      keyboard?: Keyboard
    }
  | { type: 'edit'; messageId: number; keyboard: null }
  | { type: 'answerCallback'; callbackId: string; text?: string }
  | { type: 'startTimer'; token: string; /** ISO 8601, UTC. */ at: string }
  | { type: 'cancelTimer'; token: string }
  | {
      type: 'search'
      token: string
      /** Searched in this order, the next only while fewer than `enough` are found. */
      where: ('stock' | 'sites')[]
      enough: number
      limit: number
      filters: CarFilters
    }
  | { type: 'captureLead'; token: string; lead: LeadDraft }
  | { type: 'createRequest'; token: string; request: RequestDraft }
  | { type: 'listRequests'; token: string; limit: number }
  | { type: 'loadRequest'; token: string; requestId: string }
  | { type: 'submitOffer'; token: string; offer: OfferDraft }
  | { type: 'notifyAdmin'; text: string }
  | { type: 'tag'; tags: string[] }
  | {
      type: 'httpRequest'
      token: string
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
      url: string
      headers: Record<string, string>
      body?: Record<string, string>
    }
  | {
      type: 'channelPost'
      /** Empty: the bot's own channel. */
      channel: string
      text: string
      photos: string[]
      button?: { text: string; payload: string }
    }
  | { type: 'broadcast'; requestId: string; text: string }
  | { type: 'handoff'; reason: string }
  | { type: 'setLanguage'; language: Language }

/** What happened inside, for statistics, the replay and "why did the bot say this?". */
export const Step = z.object({
  kind: z.enum(['started', 'entered', 'left', 'ended', 'fault']),
  scenarioId: z.string(),
  version: z.int(),
  nodeId: z.string(),
  /** The exit that was taken, for `left`. */
  exit: z.string().optional(),
  /** Why a talk started, ended or failed. */
  reason: z.string().optional(),
})
export type Step = z.infer<typeof Step>
