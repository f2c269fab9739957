import { escapeHtml, tidyHtml } from './html.ts'
import { display, valueAt, type Value } from './value.ts'

const placeholder = /\{([a-z][a-z0-9_]{0,39})((?:\.[A-Za-z0-9_]{1,40}){0,5})\}/g

/** The value of a variable by its name. */
export type Lookup = (name: string) => Value | undefined

function fillWith(text: string, lookup: Lookup, print: (value: Value | undefined) => string): string {
  return text.replace(placeholder, (_, name: string, path: string) =>
    print(valueAt(lookup(name), path.split('.').slice(1))),
  )
}

/** A template as plain text: `{name}` and `{car.title}` become values, absent ones nothing. */
export const fillPlain = (text: string, lookup: Lookup): string => fillWith(text, lookup, display)

/** A template as Telegram's HTML: the author's tags stay, values are escaped. */
export const fillHtml = (text: string, lookup: Lookup): string =>
  fillWith(tidyHtml(text), lookup, (value) => escapeHtml(display(value)))

/** A template as an address: values are percent-encoded, so that none adds a host, a path or a parameter. */
export const fillUrl = (text: string, lookup: Lookup): string =>
  fillWith(text, lookup, (value) => encodeURIComponent(display(value).toWellFormed()))

/** A template's own value where it is one placeholder and nothing else, else its text. */
export function fillValue(text: string, lookup: Lookup): Value | undefined {
  const [whole, name = '', path = ''] = new RegExp(`^${placeholder.source}$`).exec(text.trim()) ?? []
  return whole ? valueAt(lookup(name), path.split('.').slice(1)) : fillPlain(text, lookup)
}

/** Names of the variables that a template shows. */
export const variablesIn = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(placeholder), (match) => match[1] ?? '')),
]
