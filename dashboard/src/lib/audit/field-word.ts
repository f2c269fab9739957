import { textKinds, type TextKey } from '@cartie/shared/texts/registry'
import { m } from '#lib/paraglide/messages.js'
import { getLocale } from '#lib/paraglide/runtime.js'

const fields: Record<string, () => string> = {
  name: m.settings_name,
  accent: m.settings_accent,
  logo: m.settings_logo,
  phone: m.settings_phone,
  language: m.settings_language,
  timeZone: m.settings_time_zone,
  currency: m.settings_currency,
  workingHours: m.settings_hours,
  codePrefixes: m.settings_codes,
  twoFactorRequired: m.everyone_factor_title,
  leadWindowDays: m.audit_lead_window,
}

/** A field of the workspace as people call it; `texts.<key>.<language>` is one of its own texts. */
export const fieldWord = (field: string): string => {
  const [area, key, language] = field.split('.')
  const kind = area === 'texts' ? textKinds[key as TextKey] : undefined
  return kind ? `${kind.label[getLocale()]} (${language})` : (fields[field]?.() ?? field)
}
