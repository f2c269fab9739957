import { m } from '#lib/paraglide/messages.js'
import { locales } from '#lib/paraglide/runtime.js'

/** Short words that become an answer in the client's language. */
export const macros = [
  { name: '/hi', text: m.inbox_macro_hi },
  { name: '/wait', text: m.inbox_macro_wait },
  { name: '/thanks', text: m.inbox_macro_thanks },
  { name: '/price', text: m.inbox_macro_price },
  { name: '/visit', text: m.inbox_macro_visit },
  { name: '/phone', text: m.inbox_macro_phone },
] as const
export type Macro = (typeof macros)[number]

/** The macros whose name begins as the text does; none where it is no macro. */
export const macrosFor = (typed: string): Macro[] =>
  /^\/\w*$/.test(typed.trim()) ? macros.filter(({ name }) => name.startsWith(typed.trim())) : []

/** A macro in the language of a client, Ukrainian where we do not speak it. */
export function saysMacro(macro: Macro, language: string | null): string {
  return macro.text({}, { locale: locales.find((one) => one === language) ?? 'uk' })
}
