// Reads messages/<area>.<locale>.json without a plugin from the net. A text is a string with {placeholders},
// or an object of plural forms ({ one, few, many, other }) chosen by the placeholder {count}.

const key = 'cartie.messageFiles'

/** @param {string} text */
const patternOf = (text) =>
  text
    .split(/(\{\w+\})/)
    .filter(Boolean)
    .map((part) =>
      /^\{\w+\}$/.test(part)
        ? { type: 'expression', arg: { type: 'variable-reference', name: part.slice(1, -1) } }
        : { type: 'text', value: part },
    )

/** @param {string} text */
const placeholdersOf = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1])

const pluralOfCount = {
  type: 'local-variable',
  name: 'countPlural',
  value: {
    type: 'expression',
    arg: { type: 'variable-reference', name: 'count' },
    annotation: { type: 'function-reference', name: 'plural', options: [] },
  },
}

/** @param {string | Record<string, string>} text */
function declarationsOf(text) {
  const isPlural = typeof text === 'object'
  const names = new Set(isPlural ? Object.values(text).flatMap(placeholdersOf) : placeholdersOf(text))
  if (isPlural) names.add('count').delete('countText')
  if (isPlural && Object.values(text).join().includes('{countText}')) names.add('countText')
  const inputs = [...names].map((name) => ({ type: 'input-variable', name }))
  return isPlural ? [...inputs, pluralOfCount] : inputs
}

export default {
  key,
  toBeImportedFiles: ({ settings }) =>
    settings[key].areas.flatMap((area) =>
      settings.locales.map((locale) => ({ path: `./messages/${area}.${locale}.json`, locale })),
    ),
  importFiles: ({ files }) => {
    const bundles = new Map()
    const messages = []
    const variants = []
    for (const file of files) {
      const texts = JSON.parse(new TextDecoder().decode(file.content))
      for (const [id, text] of Object.entries(texts)) {
        const isPlural = typeof text === 'object'
        bundles.set(id, { id, declarations: declarationsOf(text) })
        const selectors = isPlural ? [{ type: 'variable-reference', name: 'countPlural' }] : []
        messages.push({ bundleId: id, locale: file.locale, selectors })
        const forms = isPlural ? Object.entries(text) : [['', text]]
        for (const [form, words] of forms) {
          const matches = !isPlural
            ? []
            : form === 'other'
              ? [{ type: 'catchall-match', key: 'countPlural' }]
              : [{ type: 'literal-match', key: 'countPlural', value: form }]
          variants.push({
            messageBundleId: id,
            messageLocale: file.locale,
            matches,
            pattern: patternOf(words),
          })
        }
      }
    }
    return { bundles: [...bundles.values()], messages, variants }
  },
}
