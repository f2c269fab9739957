import type { Language } from '@cartie/shared/schemas/common'

const known: readonly Language[] = ['uk', 'ru', 'en']

/** The best of our languages for an Accept-Language header (RFC 9110, 12.5.4); `fallback` where none fits. */
export function languageOf(header: string, fallback: Language): Language {
  const wishes = header
    .slice(0, 500)
    .split(',')
    .map((part, at) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const q = Number(
        parameters
          .find((p) => p.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      )
      return { language: tag.split('-')[0], q: Number.isFinite(q) ? q : 0, at }
    })
    .filter((w) => w.q > 0)
    .sort((a, b) => b.q - a.q || a.at - b.at)
  for (const { language } of wishes) {
    const own = known.find((k) => k === language)
    if (own) return own
  }
  return fallback
}
