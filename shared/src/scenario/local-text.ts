import { z } from 'zod'
import { Language } from '../schemas/common.ts'

/** A text in one to three languages. */
export const LocalText = z
  .partialRecord(Language, z.string().max(10_000))
  .meta({ widget: 'local-text', description: 'A text by language' })
export type LocalText = z.infer<typeof LocalText>

/** A text that exists in all three languages, such as a label. */
export type Words = Record<Language, string>

/** Labels and built-in texts, in the order Ukrainian, Russian, English. */
export const words = (uk: string, ru: string, en: string): Words => ({ uk, ru, en })

/** Where a language looks when it has no text of its own. */
const fallbacks: Record<Language, readonly Language[]> = {
  uk: ['uk', 'ru', 'en'],
  ru: ['ru', 'uk', 'en'],
  en: ['en', 'uk', 'ru'],
}

/** The text of a language, or of the nearest one that has it; empty if none has. */
export function textIn(text: LocalText, language: Language): string {
  for (const candidate of fallbacks[language]) {
    const found = text[candidate]
    if (found?.trim()) return found
  }
  return ''
}

/** Every spelling of a text, without blanks. */
export const allTexts = (text: LocalText): string[] => Object.values(text).filter((one) => one.trim() !== '')

/** The language that we speak to somebody whose Telegram has `code` (IETF tag); undefined if it tells nothing. */
export function languageOf(code: string | undefined): Language | undefined {
  const main = code?.toLowerCase().split('-')[0]
  if (!main) return undefined
  if (main === 'uk' || main === 'ua') return 'uk'
  return main === 'ru' || main === 'be' ? 'ru' : 'en'
}
